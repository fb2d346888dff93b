"use strict";

// Has the browser ask before a page is left on which something was typed that was not sent.

let typed = false;
document.addEventListener("input", (event) => {
  if (event.target.closest('main form[method="post"]')) typed = true;
});
document.addEventListener("submit", () => { typed = false; });
window.addEventListener("beforeunload", (event) => {
  if (typed) event.preventDefault();
});
