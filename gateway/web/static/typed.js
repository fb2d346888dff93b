"use strict";

// Has the browser ask before a page is left on which something was typed that was not sent.

let typed = false;
const isOfPage = (element) => element.closest('main form[method="post"]') !== null;
document.addEventListener("input", (event) => { typed = typed || isOfPage(event.target); });
document.addEventListener("submit", (event) => { typed = typed && !isOfPage(event.target); });
window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
