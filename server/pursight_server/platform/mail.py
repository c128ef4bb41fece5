"""Send e-mail through the organisation's own mail server."""

import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from pursight.clock import Clock
from pursight.errors import Unavailable
from pursight_server.platform.settings import MailSecurity, Settings

_SECONDS = 15.0


class MailUnavailable(Unavailable):
    """The mail server does not take the message."""

    code = "mail.unavailable"


def set_up(settings: Settings) -> bool:
    """Whether there is a mail server."""
    return bool(settings.smtp_host)


def send(settings: Settings, clock: Clock, to: Sequence[str], subject: str, text: str) -> None:
    """Send one message as plain text; it blocks, so call it in a thread.

    Raises:
        MailUnavailable: It was not taken. What the mail server said is not in the message, since
            some repeat the password.
    """
    message = EmailMessage()
    message["From"] = settings.mail_from
    message["To"] = ", ".join(to)
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = make_msgid(domain=settings.mail_from.rpartition("@")[2] or None)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's holiday notice answers
    message.set_content(text)
    try:
        with _connected(settings) as server:
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password.get_secret_value())
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        raise MailUnavailable(
            f"the mail server {settings.smtp_host}:{settings.smtp_port} did not take the message"
            f" ({type(error).__name__})",
            hint="Check the settings PURSIGHT_SMTP_… and PURSIGHT_MAIL_FROM.",
        ) from None


def _connected(settings: Settings) -> smtplib.SMTP:
    host, port = settings.smtp_host, settings.smtp_port
    if settings.smtp_security is MailSecurity.TLS:
        return smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=_trust(settings))
    server = smtplib.SMTP(host, port, timeout=_SECONDS)
    if settings.smtp_security is MailSecurity.STARTTLS:
        try:
            server.starttls(context=_trust(settings))
        except BaseException:
            server.close()
            raise
    return server


def _trust(settings: Settings) -> ssl.SSLContext:
    file = settings.smtp_ca
    return ssl.create_default_context(cafile=None if file is None else str(file))
