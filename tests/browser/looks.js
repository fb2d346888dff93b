// What the tests ask of a page's looks. Defines `looks` once for each document.
(() => {
  if (window.looks) return;

  const PARTS = [null, "::before", "::after"];
  const resting = new Map();
  const reached = new Set();
  let before = null;
  let stops = null, ended = false;

  const named = element => {
    if (element.id) return `#${element.id}`;
    const step = e => {
      const like = e.parentElement
        ? [...e.parentElement.children].filter(o => o.localName === e.localName) : [e];
      const kind = e.classList.length ? `.${[...e.classList].join(".")}` : "";
      return e.localName + kind + (like.length > 1 ? `:nth-of-type(${like.indexOf(e) + 1})` : "");
    };
    const steps = [];
    for (let e = element; e && e !== document.body && steps.length < 4; e = e.parentElement) {
      steps.unshift(step(e));
    }
    const words = (element.innerText || element.value || "").trim().replace(/\s+/g, " ");
    return steps.join(" > ") + (words ? ` "${words.slice(0, 40)}"` : "");
  };

  const shadows = element => PARTS.map(part => getComputedStyle(element, part).boxShadow);
  const isClear = colour => /^rgba\(.*, 0\)$|\/ 0\)$/.test(colour);

  // Remember how everything looks while it has no focus.
  const rest = () => {
    document.activeElement?.blur();
    resting.clear();
    reached.clear();
    for (const element of document.querySelectorAll("body *")) {
      resting.set(element, shadows(element));
    }
    before = null;
    stops = null;
    ended = false;
    document.body.tabIndex = -1;
    document.body.focus({ preventScroll: true });
    document.body.removeAttribute("tabindex");
    scrollTo(0, 0);
  };

  const hasRing = element => PARTS.some((part, at) => {
    const style = getComputedStyle(element, part);
    const outline = style.outlineStyle === "auto" || (style.outlineStyle !== "none"
      && parseFloat(style.outlineWidth) >= 2 && !isClear(style.outlineColor));
    const shadow = resting.has(element) && style.boxShadow !== "none"
      && style.boxShadow !== resting.get(element)[at];
    return outline || shadow;
  });

  // A box that is ticked may show its ring by its label or by what is drawn in its place.
  const showing = element => [
    element, ...(element.labels ?? []), element.nextElementSibling, element.previousElementSibling,
    element.parentElement, element.parentElement?.parentElement,
  ].filter(one => one && one !== document.body && one !== document.documentElement);

  const visiblePoint = element => {
    const boxes = [element, ...(element.labels ?? [])].flatMap(e => [...e.getClientRects()]);
    return boxes.some(box => {
      if (box.width < 1 || box.height < 1) return false;
      // An area of a map fills its box here and there: from the middle outwards, nine by nine.
      const parts = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9];
      const across = parts.map(part => box.left + box.width * part);
      const down = parts.map(part => box.top + box.height * part);
      return across.some(x => down.some(y => {
        if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return false;
        const top = document.elementFromPoint(x, y);
        return top && (element.contains(top) || top.contains(element)
          || [...(element.labels ?? [])].some(label => label.contains(top)));
      }));
    });
  };

  // Tell of the element that has the focus; null where the walk is at its end.
  const stop = () => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    // Day, month and year of a date are stops of their own within one element.
    const same = element === before && element.type !== "date";
    before = element;
    reached.add(element);
    return {
      name: named(element), same,
      ring: showing(element).some(hasRing), inView: visiblePoint(element),
    };
  };

  // Where a press of the key leaves from: the stop of the press before; the first leaves the start.
  addEventListener("keydown", event => {
    if (event.key !== "Tab" || ended) return;
    if (stops === null) stops = [];
    else stops.push(stop());
    ended = stops.at(-1) === null;
  }, true);

  // Give the stops of the walk since it was asked last; the one after the last is null.
  const since = () => stops.splice(0);

  const isShown = element => element.checkVisibility({ visibilityProperty: true });

  // What can be used by a pointer and was no stop of the walk; of a group of choices one is.
  const missed = () => {
    const groups = new Set([...reached].filter(e => e.type === "radio").map(e => e.name));
    const usable = "a[href], button, input, select, textarea, summary, [tabindex]";
    return [...document.querySelectorAll(usable)].filter(element =>
      element.tabIndex >= 0 && isShown(element) && !reached.has(element)
      && !element.disabled && !element.closest("[inert]")
      && !(element.type === "radio" && groups.has(element.name))).map(named);
  };

  const scrolls = style => ["auto", "scroll"].includes(style.overflowX);

  const ownTexts = element => [...element.childNodes].filter(n => n.nodeType === 3 && n.data.trim());
  const rightEdge = thing => {
    const range = document.createRange();
    range.selectNode(thing);
    return Math.max(0, ...[...range.getClientRects()].map(box => box.right));
  };

  // What reaches past the right edge of the page, but for what lies in a region that scrolls itself.
  const wide = () => {
    const page = document.documentElement;
    if (page.scrollWidth <= page.clientWidth) return [];
    const isPast = thing => rightEdge(thing) > page.clientWidth + 1;
    const past = [...document.querySelectorAll("body *")].filter(element => {
      if (!isShown(element) || ![element, ...ownTexts(element)].some(isPast)) return false;
      for (let e = element.parentElement; e && e !== document.body; e = e.parentElement) {
        if (scrolls(getComputedStyle(e))) return false;
      }
      return true;
    });
    const inner = past.filter(one => !past.some(other => other !== one && one.contains(other)));
    return [`${page.scrollWidth} of ${page.clientWidth} px`, ...inner.slice(0, 10).map(named)];
  };

  // What holds words of its own and hides a part of them.
  const cut = () => [...document.querySelectorAll("body *")].filter(element => {
    const style = getComputedStyle(element);
    const hides = ["hidden", "clip"].some(how => [style.overflowX, style.overflowY].includes(how));
    return hides && ownTexts(element).length && isShown(element) && element.clientWidth > 2
      && (element.scrollWidth > element.clientWidth + 1
        || element.scrollHeight > element.clientHeight + 1);
  }).map(named);

  // Widen the text as people may who read so more easily (WCAG 1.4.12).
  let spacing = null;
  const space = on => {
    spacing ??= new CSSStyleSheet();
    spacing.replaceSync(
      "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
      + " word-spacing: .16em !important } p { margin-block-end: 2em !important }");
    document.adoptedStyleSheets = on ? [spacing] : [];
  };

  const paper = () => {
    const probe = document.body.appendChild(document.createElement("div"));
    probe.style.backgroundColor = "Canvas";
    const colour = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return colour;
  };

  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!isClear(colour)) return colour;
    }
    return paper();
  };

  // Pictures that are cut out of their own ground, and words in its colour.
  const unseen = () => {
    const found = [];
    for (const element of document.querySelectorAll("body *")) {
      if (!isShown(element) || !element.getClientRects().length) continue;
      PARTS.forEach(part => {
        const style = getComputedStyle(element, part);
        if (part && style.content === "none") return;
        const behind = part ? ground(element) : ground(element.parentElement ?? element);
        if (style.maskImage !== "none" && style.backgroundColor === behind) {
          found.push(`icon ${named(element)}${part ?? ""}`);
        }
      });
      if (ownTexts(element).length && getComputedStyle(element).color === ground(element)) {
        found.push(`words ${named(element)}`);
      }
    }
    return found;
  };

  window.looks = { rest, since, missed, wide, cut, space, unseen };
})();
