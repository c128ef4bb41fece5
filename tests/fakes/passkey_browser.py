"""A browser for the page of passkeys: its own script runs in a JavaScript engine.

Only what the page uses is there: elements with text, `fetch` over real HTTP, and an authenticator
in software. A test does what a person does: opens an address, presses a button, types a name.
"""

import base64
import json
from typing import Any
from urllib.parse import urlsplit

import httpx
from PySide6.QtCore import QCoreApplication
from PySide6.QtQml import QJSEngine, QJSValue
from tests.fakes.software_authenticator import SoftwareAuthenticator

_WORLD = """
var waiting = {}, calls = [], number = 0, moved = [], confirmed = [];
function later(kind, what) {
  return new Promise(function (yes, no) {
    number += 1;
    waiting[number] = [yes, no];
    calls.push(JSON.stringify({number: number, kind: kind, what: what}));
  });
}
function Element(tag) {
  this.tag = tag; this.hidden = false; this.disabled = false; this.value = "";
  this.children = []; this.heard = {}; this.attributes = {}; this.words = "";
}
Object.defineProperty(Element.prototype, "textContent", {
  get: function () {
    return this.words + this.children.map(function (one) { return one.textContent; }).join("|");
  },
  set: function (text) { this.words = String(text); this.children = []; }
});
Element.prototype.appendChild = function (one) { this.children.push(one); };
Element.prototype.setAttribute = function (name, text) { this.attributes[name] = text; };
Element.prototype.addEventListener = function (name, call) { this.heard[name] = call; };
Element.prototype.focus = function () {};
Element.prototype.querySelectorAll = function (tag) {
  var found = [];
  this.children.forEach(function (one) {
    if (one.tag === tag) { found.push(one); }
    found = found.concat(one.querySelectorAll(tag));
  });
  return found;
};
var elements = {};
IDS.forEach(function (id) { elements[id] = new Element("div"); });
["problem", "entering", "managing", "codes"].forEach(function (id) {
  elements[id].hidden = true;
});
var document = {
  getElementById: function (id) { return elements[id]; },
  createElement: function (tag) { return new Element(tag); }
};
var window = {
  PublicKeyCredential: function () {},
  confirm: function (words) { confirmed.push(words); return true; }
};
var location = {hash: HASH, pathname: "/passkeys", replace: function (to) { moved.push(to); }};
var history = {replaceState: function (_s, _t, to) { location.hash = ""; location.now = to; }};
var LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
function atob(text) {
  var bits = 0, held = 0, out = "";
  text.replace(/=+$/, "").split("").forEach(function (one) {
    held = (held << 6) | LETTERS.indexOf(one); bits += 6;
    if (bits >= 8) { bits -= 8; out += String.fromCharCode((held >> bits) & 255); }
    held &= 65535;
  });
  return out;
}
function btoa(text) {
  var out = "";
  for (var i = 0; i < text.length; i += 3) {
    var three = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
    var all = (three[0] << 16) | ((three[1] || 0) << 8) | (three[2] || 0);
    out += LETTERS[all >> 18] + LETTERS[(all >> 12) & 63];
    out += i + 1 < text.length ? LETTERS[(all >> 6) & 63] : "=";
    out += i + 2 < text.length ? LETTERS[all & 63] : "=";
  }
  return out;
}
function plain(value) {
  if (value instanceof Uint8Array) { return {bytes: Array.prototype.slice.call(value)}; }
  if (Array.isArray(value)) { return value.map(plain); }
  if (value && typeof value === "object") {
    var made = {};
    Object.keys(value).forEach(function (name) { made[name] = plain(value[name]); });
    return made;
  }
  return value;
}
function fetch(path, how) {
  return later("fetch", {path: path, how: how}).then(function (said) {
    return {ok: said.ok, json: function () { return Promise.resolve(said.body); }};
  });
}
function credential(said) {
  var response = {};
  Object.keys(said.response).forEach(function (name) {
    response[name] = new Uint8Array(said.response[name]).buffer;
  });
  var raw = new Uint8Array(said.rawId).buffer;
  return {id: said.id, rawId: raw, type: said.type, response: response};
}
var navigator = {credentials: {
  get: function (asked) { return later("get", plain(asked.publicKey)).then(credential); },
  create: function (asked) { return later("create", plain(asked.publicKey)).then(credential); }
}};
"""
_IDS = (
    "title", "text", "problem", "entering", "show", "managing", "list", "name", "add", "codes",
    "codelist",
)  # fmt: skip


class PasskeyBrowser:
    """One page, open.

    Args:
        client: Asks the server.
        stick: What answers for the person; it may be exchanged.
        url: As the console opens it.
    """

    def __init__(self, client: httpx.AsyncClient, stick: SoftwareAuthenticator, url: str) -> None:
        self._client, self.stick = client, stick
        self._engine = QJSEngine()
        self.paths: list[str] = []
        self._url = url
        self.refuses = False

    async def open(self) -> None:
        """Fetch the page's script and run it."""
        parts = urlsplit(self._url)
        page = await self._client.get(parts.path)
        assert all(f'id="{one}"' in page.text for one in _IDS)
        script = await self._client.get("/passkeys/page.js")
        world = _WORLD.replace("IDS", json.dumps(_IDS)).replace(
            "HASH", json.dumps(f"#{parts.fragment}")
        )
        self._run(world)
        self._run(script.text)
        await self.settle()

    async def press(self, element: str) -> None:
        """Press a button, and see what comes of it."""
        self._run(f"elements[{json.dumps(element)}].heard.click()")
        await self.settle()

    async def press_in_list(self, at: int) -> None:
        """Press the button in a row of the list."""
        self._run(f'elements.list.querySelectorAll("button")[{at}].heard.click()')
        await self.settle()

    def type(self, element: str, text: str) -> None:
        """Type into a field."""
        self._run(f"elements[{json.dumps(element)}].value = {json.dumps(text)}")

    def text(self, element: str) -> str:
        """Read what an element says."""
        return self._run(f"elements[{json.dumps(element)}].textContent").toString()

    def visible(self, element: str) -> bool:
        """Whether an element is shown."""
        return not self._run(f"elements[{json.dumps(element)}].hidden").toBool()

    def went_to(self) -> list[str]:
        """List where the page has sent the browser."""
        said = self._run("JSON.stringify(moved)").toString()
        return [str(one) for one in json.loads(said)]

    def address(self) -> str:
        """Read what stands behind the # now."""
        return self._run("location.hash").toString()

    async def settle(self) -> None:
        """Answer what the page asks until it asks no more."""
        while True:
            for _ in range(20):  # promises go on in turns
                QCoreApplication.processEvents()
            calls = json.loads(self._run("JSON.stringify(calls.splice(0))").toString())
            if not calls:
                return
            for call in map(json.loads, calls):
                await self._answer(call)

    async def _answer(self, call: dict[str, Any]) -> None:
        what = call["what"]
        if call["kind"] == "fetch":
            how = what["how"]
            assert how["method"] == "POST"
            assert how["credentials"] == "omit"
            self.paths.append(what["path"])
            answer = await self._client.post(
                what["path"], content=how["body"], headers=how["headers"]
            )
            self._settle(call["number"], {"ok": answer.is_success, "body": answer.json()})
        elif self.refuses:
            self._run(f'waiting[{call["number"]}][1]({{name: "NotAllowedError"}})')
        else:
            asked = _spelled(what)
            made = self.stick.get(asked) if call["kind"] == "get" else self.stick.create(asked)
            response = {name: list(_raw(text)) for name, text in made["response"].items()}
            said = {**made, "rawId": list(_raw(made["rawId"])), "response": response}
            self._settle(call["number"], said)

    def _settle(self, number: int, said: dict[str, Any]) -> None:
        self._run(f"waiting[{number}][0](JSON.parse({json.dumps(json.dumps(said))}))")

    def _run(self, script: str) -> QJSValue:
        found = self._engine.evaluate(script)
        assert not found.isError(), found.toString()
        return found


def _spelled(value: Any) -> Any:
    """Spell bytes as WebAuthn's JSON does, for the authenticator."""
    if isinstance(value, dict):
        if set(value) == {"bytes"}:
            return _b64(bytes(value["bytes"]))
        return {name: _spelled(one) for name, one in value.items()}
    return [_spelled(one) for one in value] if isinstance(value, list) else value


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
