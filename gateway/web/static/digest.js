"use strict";

// Fills a field with the SHA-256 of a file, in place of typing it; the file itself never leaves the browser.

const file = document.getElementById("digest-file");
const typed = document.getElementById("digest-typed");
if (file && window.crypto && window.crypto.subtle) {
  document.getElementById("digest").hidden = false;
  if (typed) typed.hidden = true;
  file.addEventListener("change", async () => {
    if (!file.files.length) return;
    const bytes = await file.files[0].arrayBuffer();
    const digest = await window.crypto.subtle.digest("SHA-256", bytes);
    const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0"));
    file.form.elements[file.dataset.into].value = hex.join("");
    document.getElementById("digest-done").textContent = file.dataset.said;
  });
}
