"use strict";
// Plays two takes, one at a time; everything that can be heard carries data-play, and lies in something with data-take.
(() => {
  const { one, all, tell, clock } = page;
  const LEAD = 0.08; // seconds heard before a quote: a word cut at its first sample is hard to understand
  const TAIL = 0.12; // and after it
  let latest = null; // the take that was heard last

  const decks = all(".sound-data").map((packed, number) => {
    const bytes = Uint8Array.from(atob(packed.textContent.trim()), (letter) => letter.charCodeAt(0));
    const audio = new Audio(URL.createObjectURL(new Blob([bytes], { type: packed.dataset.mime })));
    const box = one(`.deck[data-take="${number}"]`);
    const seek = one(".seek", box);
    const whole = Number(seek.dataset.whole);
    const canPlay = audio.canPlayType(packed.dataset.mime) !== "";
    const duration = Number(seek.getAttribute("aria-valuemax"));
    const marks = all(`.half[data-take="${number}"] [data-s]`).map((element) => ({
      element, start: Number(element.dataset.s), end: Number(element.dataset.e),
    }));
    packed.remove();
    return { audio, box, seek, whole, duration, marks, canPlay, until: Infinity, source: null, then: null };
  });

  const draw = (deck) => {
    const now = deck.audio.currentTime;
    const x = `${Math.min(100 * now / deck.whole, 100)}%`;
    const line = one(".head-line line", deck.box);
    line.setAttribute("x1", x);
    line.setAttribute("x2", x);
    one(".head-line circle", deck.box).setAttribute("cx", x);
    one(".now-at", deck.box).textContent = clock(now);
    deck.seek.setAttribute("aria-valuenow", now.toFixed(1));
    deck.seek.setAttribute("aria-valuetext", clock(now));
    const sounds = !deck.audio.paused;
    deck.marks.forEach((mark) => mark.element.classList.toggle("now", sounds && mark.start <= now && now < mark.end));
  };
  const step = (deck) => {
    draw(deck);
    if (deck.audio.currentTime >= deck.until) deck.audio.pause();
    if (!deck.audio.paused) requestAnimationFrame(() => step(deck));
  };
  const shown = (deck, isOn) => {
    one(".toggle", deck.box).classList.toggle("on", isOn);
    const words = one(".toggle", deck.box).getAttribute("aria-label").replace(/^\w+/, isOn ? "Pause" : "Play");
    one(".toggle", deck.box).setAttribute("aria-label", words);
    deck.source?.classList.toggle("playing", isOn);
    if (!isOn) deck.source = null;
  };
  const play = (deck, from, to = Infinity, source = null, then = null) => {
    decks.forEach((other) => { other.then = null; if (other !== deck) other.audio.pause(); });
    deck.source?.classList.remove("playing");
    Object.assign(deck, { until: to, source, then });
    latest = deck;
    deck.audio.currentTime = Math.min(Math.max(from, 0), deck.duration);
    deck.audio.play().catch(() => tell("This browser could not play the sound."));
  };
  const toggle = (deck) => {
    if (!deck.audio.paused) { deck.then = null; deck.audio.pause(); return; }
    play(deck, deck.audio.currentTime >= deck.duration - 0.05 ? 0 : deck.audio.currentTime);
  };

  decks.forEach((deck) => {
    const { audio, seek } = deck;
    const jump = (to) => {
      deck.until = Infinity;
      audio.currentTime = Math.min(Math.max(to, 0), deck.duration);
      draw(deck);
    };
    audio.addEventListener("play", () => { shown(deck, true); requestAnimationFrame(() => step(deck)); });
    audio.addEventListener("pause", () => { shown(deck, false); draw(deck); });
    audio.addEventListener("ended", () => { const { then } = deck; deck.then = null; then?.(); });
    audio.addEventListener("seeked", () => draw(deck));
    one(".toggle", deck.box).addEventListener("click", () => toggle(deck));
    seek.addEventListener("click", (event) => {
      const box = seek.getBoundingClientRect();
      play(deck, deck.whole * Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1));
    });
    seek.addEventListener("keydown", (event) => {
      const now = audio.currentTime;
      const places = {
        ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1,
        PageUp: now + 10, PageDown: now - 10, Home: 0, End: deck.duration,
      };
      if (event.key in places) jump(places[event.key]);
      else if (event.key === "Enter") play(deck, now);
      else if (event.key === " ") { event.stopPropagation(); toggle(deck); }
      else return;
      event.preventDefault();
    });
    draw(deck);
  });
  document.addEventListener("click", (event) => {
    const part = event.target.closest("[data-play], .half span[data-s]");
    if (!part || (!part.dataset.play && String(getSelection()))) return;
    const deck = decks[Number(part.closest("[data-take]").dataset.take)];
    if (part === deck.source && !deck.audio.paused) { deck.audio.pause(); return; }
    const from = Number(part.dataset.play ?? part.dataset.s);
    play(deck, from - LEAD, (Number(part.dataset.until) || Infinity) + TAIL, part.dataset.play ? part : null);
    if (part.dataset.play) tell(`Playing from ${clock(from)}`);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || event.target.closest("button, a, input, textarea, select, summary")) return;
    event.preventDefault();
    toggle(latest ?? decks[0]);
  });
  one("#both").addEventListener("click", () => play(decks[0], 0, Infinity, null, () => play(decks[1], 0)));
  if (decks.every((deck) => deck.canPlay)) one("#both").hidden = false;
  else tell("This browser cannot play the sound in this page; Firefox and Chrome can.");
  page.decks = decks;
})();
