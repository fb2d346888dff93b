"use strict";
// Shows or adds a passkey: options from the server, the answer of the device back to it.
const root = document.getElementById("passkey");
const said = document.getElementById("said");
const API = "/api/v1/me/passkeys";
const FAILED = root.dataset.failed;

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function say(sentence) {
  said.textContent = sentence;
  said.hidden = false;
}

async function call(method, path, body) {
  const answer = await fetch(API + path, {
    method,
    headers: { "Content-Type": "application/json", "X-CSRF-Token": root.dataset.csrf },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.detail || FAILED);
  return content;
}

function plain(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature",
    "userHandle"]) {
    if (credential.response[name]) response[name] = text(credential.response[name]);
  }
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response };
}

const known = (listed) => (listed || []).map((one) => ({ ...one, id: bytes(one.id) }));

async function show() {
  const options = await call("POST", "/challenge");
  options.challenge = bytes(options.challenge);
  options.allowCredentials = known(options.allowCredentials);
  const credential = await navigator.credentials.get({ publicKey: options });
  await call("POST", "/assert", { credential: plain(credential) });
  location.assign(root.dataset.next);
}

async function add() {
  const options = await call("POST", "/begin");
  options.challenge = bytes(options.challenge);
  options.user.id = bytes(options.user.id);
  options.excludeCredentials = known(options.excludeCredentials);
  const credential = await navigator.credentials.create({ publicKey: options });
  const name = document.getElementById("name").value.trim();
  await call("POST", "", { name, credential: plain(credential) });
  say(root.dataset.added);
  await list();
}

async function list() {
  const place = document.getElementById("list");
  const found = await call("GET", "");
  place.replaceChildren(...(found.items.length ? found.items.map(row) : [none()]));
}

function none() {
  const line = document.createElement("li");
  line.textContent = root.dataset.none;
  return line;
}

function row(passkey) {
  const line = document.createElement("li");
  const remove = document.createElement("button");
  const day = new Date(passkey.created_at).toLocaleDateString(document.documentElement.lang);
  line.append(`${passkey.name} (${day})`);
  const label = document.createElement("span");
  label.className = "kern-label";
  label.textContent = root.dataset.remove;
  remove.className = "kern-btn kern-btn--secondary";
  remove.append(label);
  remove.setAttribute("aria-label", `${passkey.name}: ${root.dataset.remove}`);
  remove.addEventListener("click", () =>
    quietly(remove, async () => {
      await call("DELETE", `/${passkey.id}`);
      await list();
    }));
  line.append(remove);
  return line;
}

async function quietly(button, work) {
  button.disabled = true;
  said.hidden = true;
  try {
    await work();
  } catch (error) {
    say(error.name === "Error" ? error.message : FAILED);
  } finally {
    button.disabled = false;
  }
}

const start = document.getElementById("start");
start.addEventListener("click", () => quietly(start, root.dataset.mode === "show" ? show : add));
if (root.dataset.mode === "add") list().catch((error) => say(error.message));
