"""Credentials, and what identifies people and devices on a network."""

# ruff: noqa: E501  a table reads best with one entry a line

from pursight.classification.patterns.pattern import LETTER, Pattern, Reach

_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d{2}|[1-9]?\d)"
_H = r"[0-9A-Fa-f]{1,4}"
_IPV6 = (
    rf"(?:(?:{_H}:){{7}}{_H}|(?:{_H}:){{1,7}}:|(?:{_H}:){{1,6}}:{_H}|(?:{_H}:){{1,5}}(?::{_H}){{1,2}}|"
    rf"(?:{_H}:){{1,4}}(?::{_H}){{1,3}}|(?:{_H}:){{1,3}}(?::{_H}){{1,4}}|(?:{_H}:){{1,2}}(?::{_H}){{1,5}}|"
    rf"{_H}:(?::{_H}){{1,6}}|:(?:(?::{_H}){{1,7}}|:)|::(?:ffff:)?{_OCTET}(?:\.{_OCTET}){{3}})"
)
_HOST = r"(?:[A-Za-z0-9\x80-\xff](?:[A-Za-z0-9\x80-\xff-]*)\.)+[A-Za-z\x80-\xff]{2,}"

CREDENTIAL = (
    Pattern("password", "bcrypt", r"\$2[abxy]?\$\d{2}\$[./A-Za-z0-9]{53}", 0.98),
    Pattern("password", "crypt", r"\$(?:1|5|6|apr1|y|7|gy|sha1|md5)\$[A-Za-z0-9./,=+$-]{8,}", 0.98),
    Pattern("password", "argon", r"\$(?:argon2(?:id|i|d)|scrypt|pbkdf2[a-z0-9-]{0,10})\$[A-Za-z0-9./,=+$-]{10,}", 0.98),
    Pattern("password", "framework", r"(?:pbkdf2_sha\d{1,3}|bcrypt_sha256|argon2|scrypt|sha1|md5|pbkdf2)(?:\$|:)[ -~]{10,}", 0.97),
    Pattern("password", "ldap", r"\{(?:S?SHA(?:256|512)?|S?MD5|CRYPT)\}[A-Za-z0-9+/=$.]{10,}", 0.98),
    Pattern("password", "portable", r"\$[PH]\$[A-Za-z0-9./]{31}", 0.98),
    Pattern("password", "digest", r"(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})", 0.1),
    Pattern("password", "any", r"[!-~](?:[ -~\x80-\xff]{2,})"),
    Pattern("api_key", "aws", r"(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}", 0.98),
    Pattern("api_key", "github", r"(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{20,})", 0.98),
    Pattern("api_key", "gitlab", r"gl(?:pat|ptt|dt|rt)-[A-Za-z0-9_-]{18,60}", 0.98),
    Pattern("api_key", "stripe", r"(?:sk|pk|rk|whsec)_(?:(?:live|test|prod)_)?[A-Za-z0-9]{16,}", 0.98),
    Pattern("api_key", "slack", r"(?:xox[abposre]-[A-Za-z0-9-]{10,}|https://hooks\.slack\.com/services/[A-Za-z0-9/]{20,80})", 0.98),
    Pattern("api_key", "google", r"AIza[A-Za-z0-9_-]{30,40}|ya29\.[A-Za-z0-9_-]{20,}|GOCSPX-[A-Za-z0-9_-]{20,40}", 0.98),
    Pattern("api_key", "sendgrid", r"SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{16,64}", 0.98),
    Pattern("api_key", "prefixed", r"(?:sk-(?:proj-|ant-|live-|test-)?[A-Za-z0-9_-]{20,}|npm_[A-Za-z0-9]{30,50}|pypi-[A-Za-z0-9_-]{30,}|dop_v1_[0-9a-f]{64}|hf_[A-Za-z0-9]{20,50}|SK[0-9a-f]{32}|AC[0-9a-f]{32}|key-[0-9a-zA-Z]{32}|EAA[A-Za-z0-9]{30,}|shp(?:at|ss|ca)_[0-9a-fA-F]{32}|sq0[a-z]{3}-[A-Za-z0-9_-]{20,50}|dapi[0-9a-f]{32}|hvs\.[A-Za-z0-9_-]{20,}|(?:api|key|tok|token|secret|live|test|pub|priv|prod)[_-][A-Za-z0-9_-]{16,})", 0.9),
    Pattern("api_key", "mailchimp", r"[0-9a-f]{32}-us\d{1,2}", 0.97),
    Pattern("api_key", "aws_secret", r"[A-Za-z0-9/+]{40}", 0.15),
    Pattern("api_key", "any", r"[A-Za-z0-9](?:[A-Za-z0-9._/+=:-]){7,}"),
    Pattern("api_key", "embedded", r"(?:AKIA[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36}|sk_live_[A-Za-z0-9]{16,99}|xox[abp]-[A-Za-z0-9-]{10,99})", reach=Reach.PROSE),
    Pattern("jwt", "cell", r"(?:Bearer )?eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*", 0.99),
    Pattern("private_key", "pem", r"-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----[ -~]*", 0.99),
    Pattern("private_key", "putty", r"PuTTY-User-Key-File-\d:[ -~]*|AGE-SECRET-KEY-1[A-Z0-9]{50,60}", 0.99),
    Pattern("private_key", "any", r"[0-9a-fA-F]{64}|[A-Za-z0-9+/=\\n-]{40,}|-----BEGIN[ -~]*|[5KL][1-9A-HJ-NP-Za-km-z]{50,51}"),
    Pattern("connection_string", "uri", r"(?i:(?:jdbc:[a-z0-9:]{2,}|postgres(?:ql)?(?:\+[a-z0-9]{2,12})?|mysql(?:\+[a-z0-9]{2,12})?|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql(?:\+[a-z0-9]{2,12})?|oracle(?:\+[a-z0-9_]{2,12})?|sqlserver|snowflake|clickhouse|kafka|ldaps?|smb|sqlite|cassandra|neo4j|bolt|cockroachdb|redshift|nats|mqtts?|elasticsearch)):/{0,4}[ -~]{3,}", 0.98),
    Pattern("connection_string", "with_password", r"[a-z][a-z0-9+.-]{1,20}://[!-.0-~]+:[!-.0-~]+@[ -~]{3,}", 0.95),
    Pattern("connection_string", "pairs", r"(?i:(?:(?:Data Source|Server|Host|Addr|Driver|Provider|Endpoint|DefaultEndpointsProtocol|AccountEndpoint|User ID|Uid|dbname|database|DSN|Initial Catalog)=[ -~]+[; ]){1,2}[ -~]{3,}=[ -~]*)", 0.95),
    Pattern("session_token", "prefixed", r"(?i:(?:sess(?:ion)?|sid|s%3A|s:|tok|rt|at|refresh|csrf)[_:.%-][A-Za-z0-9._%/+=-]{16,})", 0.85),
    Pattern("session_token", "any", r"[A-Za-z0-9](?:[A-Za-z0-9._/+=:%~-]){5,}"),
    Pattern("cookie", "header", r"(?i:(?:set-)?cookie: [ -~]{3,})|[A-Za-z0-9_.-]+=[!-:<-~]+(?:; ?[A-Za-z0-9_.-]+=[!-:<-~]*)+(?:; ?(?i:secure|httponly|path=[ -~]+|samesite=[a-z]{3,6})){0,6};?", 0.85),
    Pattern("cookie", "analytics", r"(?:_ga=)?GA1\.\d\.\d{5,12}\.\d{9,12}|fb\.1\.\d{10,14}\.\d{5,20}|_gid=GA1[ -~]{5,}", 0.97),
    Pattern("cookie", "pair", r"[A-Za-z0-9_.-]{2,}=[A-Za-z0-9._%+/-]{6,}={0,2}(?:; ?[ -~]+)?", 0.5),
    Pattern("cookie", "any", r"[!-~][ -~]{3,}"),
)  # fmt: skip

ONLINE = (
    Pattern("username", "handle", r"[A-Za-z\x80-\xff][A-Za-z0-9._\x80-\xff-]+"),
    Pattern("username", "letters_digits", r"[a-z]{3,20}[._]?[a-z]{0,20}\d{1,4}", 0.3),
    Pattern("username", "dotted", r"[a-z\x80-\xff]{1,20}[._][a-z\x80-\xff]{2,}\d{0,4}", 0.3),
    Pattern("username", "domain", r"[A-Z0-9-]{2,20}\\\\[A-Za-z][A-Za-z0-9._-]+", 0.85),
    Pattern("username", "any", r"[A-Za-z0-9_@\x80-\xff](?:[A-Za-z0-9._@\x80-\xff-]){1,}"),
    Pattern("social_handle", "at", r"@[A-Za-z0-9_](?:[A-Za-z0-9_.-]){1,}(?:@[A-Za-z0-9.-]{3,})?", 0.93),
    Pattern("social_handle", "profile", r"(?:https?://)?(?:www\.)?(?:twitter|x|instagram|facebook|tiktok|linkedin|github|t|snapchat|threads)\.(?:com|me|net)/(?:in/|@|add/|u/)?[A-Za-z0-9_.-]{2,}/?", 0.3),
    Pattern("social_handle", "discord", r"[A-Za-z0-9_. ]{2,}#\d{4}", 0.8),
    Pattern("social_handle", "any", r"@?[A-Za-z0-9_](?:[A-Za-z0-9_.-]){1,}"),
    Pattern("url", "cell", r"(?i:(?:https?|ftps?|sftp|wss?)://[!-~\x80-\xff]{3,})", 0.95),
    Pattern("url", "www", r"(?i:www\.)" + _HOST + r"(?:[/?#][!-~\x80-\xff]*)?", 0.93),
    Pattern("url", "host_path", _HOST + r"/[!-~\x80-\xff]*", 0.75),
    Pattern("url", "host", _HOST + r"(?::\d{2,5})?", 0.2),
    Pattern("url", "path", r"/[!-~]+|(?i:(?:s3|gs|hdfs|abfss?|file)://[!-~]+)"),
    Pattern("ip_address", "v4", rf"{_OCTET}(?:\.{_OCTET}){{3}}(?:/(?:3[0-2]|[12]?\d))?(?::\d{{2,5}})?", 0.95),
    Pattern("ip_address", "v6", _IPV6 + r"(?:%[a-z0-9]{1,8})?(?:/\d{1,3})?", 0.97),
    Pattern("ip_address", "list", rf"{_OCTET}(?:\.{_OCTET}){{3}}(?:, ?{_OCTET}(?:\.{_OCTET}){{3}}){{1,8}}", 0.95),
    Pattern("ip_address", "embedded", rf"\b{_OCTET}(?:\.{_OCTET}){{3}}\b", reach=Reach.PROSE),
    Pattern("mac_address", "cell", r"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}(?:(?::[0-9A-Fa-f]{2}){2})?|[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}", 0.97),
    Pattern("mac_address", "cisco", r"[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}", 0.95),
    Pattern("mac_address", "bare", r"[0-9A-Fa-f]{12}"),
    Pattern("device_id", "imei", r"\d{2}-?\d{6}-?\d{6}-?\d(?:\d)?", 0.85, "imei"),
    Pattern("device_id", "uuid", r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"),
    Pattern("device_id", "any", r"[A-Za-z0-9](?:[A-Za-z0-9:._-]){5,}"),
    Pattern("user_agent", "cell", r"(?:Mozilla|Opera|curl|Wget|python-requests|PostmanRuntime|okhttp|Dalvik|Googlebot|Java|Go-http-client|Apache-HttpClient|axios|Dart|CFNetwork|libwww-perl)/\d[ -~]*", 0.98),
    Pattern("user_agent", "product", r"[A-Za-z][A-Za-z0-9_. -]+/\d{1,4}\.\d[0-9.]{0,20} (?:\([ -~]{2,}\)|CFNetwork/[ -~]{2,})[ -~]*", 0.9),
    Pattern("user_agent", "any", LETTER + r"[ -~]+"),
)  # fmt: skip
