// The page for passkeys. What the address brings behind the # is read once and taken out of it;
// nothing is kept but in the memory of this page, and all that comes from elsewhere is shown as text.
(function () {
  "use strict";

  var SIGN_IN = "/api/v1/sessions/browser/";
  var PAGE = "/api/v1/passkey-page/";
  var ticket = "";
  var page = "";

  function at(id) {
    return document.getElementById(id);
  }

  function say(title, text) {
    at("title").textContent = title;
    at("text").textContent = text;
  }

  function tell(problem) {
    at("problem").textContent = problem;
    at("problem").hidden = !problem;
  }

  function busy(on) {
    ["show", "add", "name"].forEach(function (id) {
      at(id).disabled = on;
    });
    Array.prototype.forEach.call(at("list").querySelectorAll("button"), function (button) {
      button.disabled = on;
    });
  }

  // --- base64url, as WebAuthn's JSON spells bytes ---

  function bytes(text) {
    var plain = text.replace(/-/g, "+").replace(/_/g, "/");
    while (plain.length % 4) {
      plain += "=";
    }
    var raw = atob(plain);
    var made = new Uint8Array(raw.length);
    for (var i = 0; i < raw.length; i += 1) {
      made[i] = raw.charCodeAt(i);
    }
    return made;
  }

  function text(buffer) {
    var raw = "";
    new Uint8Array(buffer).forEach(function (one) {
      raw += String.fromCharCode(one);
    });
    return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function descriptors(list) {
    return (list || []).map(function (one) {
      return Object.assign({}, one, { id: bytes(one.id) });
    });
  }

  function forCreate(options) {
    return Object.assign({}, options, {
      challenge: bytes(options.challenge),
      user: Object.assign({}, options.user, { id: bytes(options.user.id) }),
      excludeCredentials: descriptors(options.excludeCredentials)
    });
  }

  function forGet(options) {
    return Object.assign({}, options, {
      challenge: bytes(options.challenge),
      allowCredentials: descriptors(options.allowCredentials)
    });
  }

  function spelled(credential) {
    var response = { clientDataJSON: text(credential.response.clientDataJSON) };
    ["attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
      if (credential.response[name]) {
        response[name] = text(credential.response[name]);
      }
    });
    return {
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: response
    };
  }

  // --- the server ---

  function ask(path, body) {
    return fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      redirect: "error",
      referrerPolicy: "no-referrer"
    }).then(function (answer) {
      return answer.json().then(function (said) {
        if (!answer.ok) {
          var problem = new Error([said.detail, said.hint].filter(Boolean).join(". "));
          problem.fromServer = true;
          throw problem;
        }
        return said;
      });
    });
  }

  function failed(error) {
    busy(false);
    if (error && error.fromServer) {
      tell(error.message);
    } else if (error && error.name === "InvalidStateError") {
      tell("This passkey is registered already.");
    } else if (error && (error.name === "NotAllowedError" || error.name === "AbortError")) {
      tell("No passkey was shown. Try again.");
    } else {
      tell("That did not work. Is there still a connection? Try again.");
    }
  }

  // --- signing in ---

  function show() {
    tell("");
    busy(true);
    return ask(SIGN_IN + "ask", { ticket: ticket })
      .then(function (asked) {
        return navigator.credentials.get({ publicKey: forGet(asked.options) });
      })
      .then(function (credential) {
        return ask(SIGN_IN + "answer", { ticket: ticket, credential: spelled(credential) });
      })
      .then(function (answer) {
        // a console on this machine and nothing else: the server has looked, and so do we
        if (!/^http:\/\/(127\.0\.0\.1|\[::1\]):[0-9]{1,5}\//.test(answer.return_to)) {
          throw new Error("not a console");
        }
        at("entering").hidden = true;
        say("Going back to PurSight", "You can close this page when the console is open.");
        location.replace(answer.return_to);
      })
      .catch(failed);
  }

  // --- one's own passkeys ---

  function day(moment) {
    return moment ? new Date(moment).toLocaleDateString() : "never";
  }

  function list(passkeys) {
    var holder = at("list");
    holder.textContent = "";
    passkeys.forEach(function (one) {
      var row = document.createElement("li");
      var words = document.createElement("span");
      words.textContent = one.name;
      var used = document.createElement("small");
      used.textContent = "Added " + day(one.created_at) + " · last used " + day(one.used_at);
      words.appendChild(used);
      var remove = document.createElement("button");
      remove.type = "button";
      remove.textContent = "Remove";
      remove.setAttribute("aria-label", "Remove " + one.name);
      remove.addEventListener("click", function () {
        takeAway(one);
      });
      row.appendChild(words);
      row.appendChild(remove);
      holder.appendChild(row);
    });
    at("text").textContent = passkeys.length
      ? "With one of these and your password you sign in; with one alone where it asks for a finger, a face or a PIN."
      : "You have none yet. A passkey is a key in this browser, on your phone, or on a stick.";
  }

  function add() {
    tell("");
    var name = at("name").value.trim();
    if (!name) {
      tell("Give the passkey a name first.");
      at("name").focus();
      return Promise.resolve();
    }
    busy(true);
    return ask(PAGE + "options", { page: page })
      .then(function (asked) {
        return navigator.credentials
          .create({ publicKey: forCreate(asked.options) })
          .then(function (credential) {
            return ask(PAGE + "add", {
              page: page,
              challenge: asked.challenge,
              credential: spelled(credential),
              name: name
            });
          });
      })
      .then(function (added) {
        busy(false);
        at("name").value = "";
        list(added.passkeys);
        if (added.recovery_codes.length) {
          at("codelist").textContent = added.recovery_codes.join("\n");
          at("codes").hidden = false;
        }
      })
      .catch(failed);
  }

  function takeAway(one) {
    if (!window.confirm("Remove " + one.name + "? It opens your account no more.")) {
      return Promise.resolve();
    }
    tell("");
    busy(true);
    return ask(PAGE + "remove", { page: page, passkey_id: one.id })
      .then(function (left) {
        busy(false);
        list(left.passkeys);
      })
      .catch(failed);
  }

  // --- beginning ---

  function begin() {
    var said = location.hash.slice(1);
    var cut = said.indexOf("=");
    var what = said.slice(0, cut);
    ticket = cut > 0 ? said.slice(cut + 1) : "";
    history.replaceState(null, "", location.pathname);
    if (!window.PublicKeyCredential) {
      say("Passkeys", "This browser knows no passkeys. Open the page in another one.");
      return Promise.resolve();
    }
    if (what === "sign-in" && ticket) {
      say("Sign in with a passkey", "Your console is waiting for you. Did you not begin this? Then close the page.");
      at("entering").hidden = false;
      at("show").addEventListener("click", show);
      at("show").focus();
      return Promise.resolve();
    }
    if (what === "passkeys" && ticket) {
      return ask(PAGE + "enter", { ticket: ticket })
        .then(function (opened) {
          ticket = "";
          page = opened.page;
          say("Passkeys of " + opened.name, "");
          at("managing").hidden = false;
          list(opened.passkeys);
          at("add").addEventListener("click", add);
        })
        .catch(function (error) {
          say("Passkeys", "");
          failed(error);
        });
    }
    say("Passkeys", "This page is opened from PurSight: Settings, Signing in, Passkeys.");
    return Promise.resolve();
  }

  begin();
})();
