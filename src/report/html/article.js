
"use strict";
// Marks the passages and words of the claim that is asked for, in the address or by opening it.
const text = document.querySelector(".text");
const findings = [...document.querySelectorAll("details.finding[data-row]")];
const wide = matchMedia("(min-width: 56.01rem) and (not print)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const clear = () => {
  for (const marked of text.querySelectorAll(".on")) marked.classList.remove("on", "on-s", "on-c", "on-o", "on-m", "near");
};

const choose = (finding) => {
  clear();
  text.classList.toggle("chosen", Boolean(finding));
  if (!finding) return null;
  const row = finding.dataset.row;
  const tag = (element, list) => list.split(" ").find((one) => one.slice(0, -1) === row);
  let first = null;
  for (const passage of text.querySelectorAll("mark.passage")) {
    const own = tag(passage, passage.dataset.p);
    if (!own) continue;
    passage.classList.add("on");
    if (own.endsWith("o")) passage.classList.add("near");
    first = first || passage;
  }
  for (const words of text.querySelectorAll("span[data-w]")) {
    const own = tag(words, words.dataset.w);
    if (own) words.classList.add("on", "on-" + own.slice(-1));
  }
  for (const link of text.querySelectorAll(".refs a")) link.classList.toggle("on", link.dataset.row === row);
  return first;
};

const follow = () => {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target || !id.startsWith("c-")) {
    if (!id) findings.forEach((finding) => { finding.open = false; });
    return;
  }
  const finding = target.closest("details");
  finding.open = true;
  const passage = choose(finding.dataset.row ? finding : null);
  if (passage && wide.matches) passage.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  target.focus({ preventScroll: true });
};

for (const finding of findings) {
  finding.addEventListener("toggle", () => {
    if (finding.open) {
      const passage = choose(finding);
      if (passage && wide.matches) {
        const box = passage.getBoundingClientRect();
        if (box.bottom < 0 || box.top > innerHeight) passage.scrollIntoView({ block: "center" });
      }
    } else if (!findings.some((other) => other.open)) choose(null);
  });
}
addEventListener("hashchange", follow);
follow();

let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const one of opened) { one.removeAttribute("name"); one.open = true; }
});
addEventListener("afterprint", () => {
  for (const one of opened) { one.open = false; if (one.dataset.row) one.setAttribute("name", "finding"); }
});

for (const cite of document.querySelectorAll(".cite")) {
  const words = cite.querySelector("p");
  const button = cite.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const label = button.firstChild;
    try {
      await navigator.clipboard.writeText(words.textContent);
      label.data = "Copied";
    } catch {
      getSelection().selectAllChildren(words);
      label.data = "Selected";
    }
  });
}
