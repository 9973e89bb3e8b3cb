"use strict";
// The caller's own view: disagreements and notes, kept beside the findings and never in the score.
(() => {
  const { one, all, call, key, tell } = page;
  const kept = page.read(key, {});
  const disputes = kept.disputes ?? {};
  const own = one("#own-notes");
  const claims = { "did": "I did do this.", "did-not": "I did not do this.", "misheard": "I was misheard.", "other": "" };
  let isKept = true;

  const keep = () => { isKept = page.write(key, { disputes, notes: own.value }); };
  const asFile = () => ({
    format: call.format, schema: call.schema, call: call.call, source: call.source,
    disputes: all(".check").map((check) => disputes[check.dataset.check]).filter(Boolean), notes: own.value,
  });
  const download = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${JSON.stringify(asFile(), null, 1)}\n`], { type: "application/json" }));
    link.download = `disputes-${call.source.replace(/[^\w.-]+/g, "-").slice(0, 60) || "call"}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    tell("Downloaded.");
  };

  const show = (check) => {
    const dispute = disputes[check.dataset.check];
    const badge = one(".disputed", check);
    badge.hidden = !dispute;
    one("span", badge).textContent = dispute ? `${claims[dispute.claim] ?? ""} ${dispute.words}`.trim() : "";
    one(".withdraw", check).hidden = !dispute;
    const n = Object.keys(disputes).length;
    one("#disputes").hidden = n === 0;
    const where = isKept ? "" : " This browser keeps nothing for pages from disk, so download them now.";
    one("#disputes-count").textContent = `You disagree with ${n} finding${n === 1 ? "" : "s"}.${where}`;
  };
  const open = (check, isOpen) => {
    one(".dispute", check).hidden = !isOpen;
    one(".contest", check).setAttribute("aria-expanded", String(isOpen));
    one(isOpen ? ".dispute input:checked" : ".contest", check).focus();
  };
  const save = (check) => {
    const form = new FormData(one(".dispute", check));
    disputes[check.dataset.check] = {
      check: check.dataset.check, finding: JSON.parse(check.dataset.passed), claim: form.get("claim"),
      words: form.get("words").trim(), at: new Date().toISOString(),
    };
  };

  for (const check of all(".check")) {
    const form = one(".dispute", check);
    const earlier = disputes[check.dataset.check];
    if (earlier) {
      const radio = all("input", form).find((input) => input.value === earlier.claim);
      if (radio) radio.checked = true;
      one("textarea", form).value = earlier.words ?? "";
    }
    one(".contest", check).hidden = false;
    one(".contest", check).addEventListener("click", () => open(check, form.hidden));
    one(".cancel", form).addEventListener("click", () => open(check, false));
    one(".withdraw", form).addEventListener("click", () => {
      delete disputes[check.dataset.check];
      keep(); show(check); open(check, false);
      tell("Withdrawn.");
    });
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") open(check, false); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      save(check); keep(); show(check); open(check, false);
      tell("Your view is kept beside the finding. The score stays as it is.");
    });
    show(check);
  }
  one(".download").addEventListener("click", download);

  // An item counts as caught when the notes hold one of its words.
  const tick = () => {
    const written = own.value.toLowerCase();
    for (const item of all(".items li")) {
      const isCaught = JSON.parse(item.dataset.keys).some((word) => written.includes(word));
      item.classList.toggle("has", isCaught);
      one(".state", item).textContent = isCaught ? "in your notes" : "not in your notes";
    }
  };
  if (kept.notes) own.value = kept.notes;
  own.addEventListener("input", () => { tick(); keep(); });
  tick();
})();
