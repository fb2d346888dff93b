"use strict";

// Fills a field with the SHA-256 of a file; the file itself never leaves the browser.

const file = document.getElementById("digest-file");
if (file && window.crypto && window.crypto.subtle) {
  document.getElementById("digest").hidden = false;
  file.addEventListener("change", async () => {
    if (!file.files.length) return;
    const bytes = await file.files[0].arrayBuffer();
    const digest = await window.crypto.subtle.digest("SHA-256", bytes);
    const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0"));
    document.getElementById(file.dataset.into).value = hex.join("");
  });
}
