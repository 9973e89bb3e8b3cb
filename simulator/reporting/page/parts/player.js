"use strict";
// Plays the call, moves the playhead and marks the words; everything that can be heard carries data-play.
(() => {
  const { one, all, tell, clock } = page;
  const packed = one("#sound-data");
  if (!packed) return;

  const LEAD = 0.08; // seconds heard before a quote: a word cut at its first sample is hard to understand
  const TAIL = 0.12; // and after it
  const audio = new Audio();
  const seek = one("#seek");
  const duration = Number(seek.getAttribute("aria-valuemax"));
  const marks = all("[data-s]", one("#lines")).map((element) => ({
    element, start: Number(element.dataset.s), end: Number(element.dataset.e), isTurn: element.classList.contains("said"),
  }));
  const words = marks.filter((mark) => !mark.isTurn);
  const turns = marks.filter((mark) => mark.isTurn);
  let until = Infinity;
  let source = null;
  let lit = [];

  const bytes = Uint8Array.from(atob(packed.textContent.trim()), (letter) => letter.charCodeAt(0));
  const canPlay = audio.canPlayType(packed.dataset.mime) !== "";
  audio.src = URL.createObjectURL(new Blob([bytes], { type: packed.dataset.mime }));
  packed.remove();

  // Both voices come from the middle, a little apart; one alone is heard on both ears.
  let route = null;
  const routes = { both: [1, 0.45, 0.45, 1], caller: [1, 1, 0, 0], recruiter: [0, 0, 1, 1] };
  const connect = () => {
    if (route || !window.AudioContext) return;
    const context = new AudioContext();
    const split = context.createChannelSplitter(2);
    const merge = context.createChannelMerger(2);
    context.createMediaElementSource(audio).connect(split);
    const gains = [[0, 0], [0, 1], [1, 0], [1, 1]].map(([from, to]) => {
      const gain = context.createGain();
      split.connect(gain, from);
      gain.connect(merge, 0, to);
      return gain;
    });
    merge.connect(context.destination);
    route = { context, gains };
    hear();
  };
  const hear = () => route?.gains.forEach((gain, i) => { gain.gain.value = routes[one("#hear").value][i]; });

  const light = (now) => {
    const isOn = (mark) => mark.start <= now && now < mark.end;
    const next = now < 0 ? [] : words.filter(isOn).map((mark) => mark.element);
    if (next.length === lit.length && next.every((element, i) => element === lit[i])) return;
    lit.forEach((element) => element.classList.remove("now"));
    next.forEach((element) => element.classList.add("now"));
    lit = next;
    if (next.length && one("#follow").checked) follow(next[0]);
    const turn = turns.findLast((mark) => mark.start <= now && now < mark.end + 0.3);
    one("#caption").replaceChildren(...(turn ? caption(turn, next) : []));
  };
  const follow = (element) => {
    const box = one("#lines");
    const [inner, outer] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
    if (inner.top < outer.top + 20 || inner.bottom > outer.bottom - 40) box.scrollTop += inner.top - outer.top - outer.height / 3;
  };
  const caption = (turn, next) => {
    const name = document.createElement("b");
    name.textContent = one("bdi", turn.element).textContent;
    const spoken = all(".text span", turn.element);
    const at = spoken.indexOf(next.find((element) => turn.element.contains(element)));
    const around = at < 0 ? spoken.slice(0, 1) : spoken.slice(Math.max(at - 4, 0), at + 8);
    return [name, document.createTextNode(around.map((element) => element.textContent).join("").slice(0, 160))];
  };

  const draw = () => {
    const now = audio.currentTime;
    const x = `${Math.min(100 * now / duration, 100)}%`;
    all("#head line").forEach((line) => { line.setAttribute("x1", x); line.setAttribute("x2", x); });
    one("#head circle").setAttribute("cx", x);
    one("#now").textContent = clock(now);
    seek.setAttribute("aria-valuenow", now.toFixed(1));
    const turn = turns.find((mark) => mark.start <= now && now < mark.end);
    seek.setAttribute("aria-valuetext", `${clock(now)}${turn ? `, ${one("bdi", turn.element).textContent}` : ""}`);
    light(now);
  };
  const keepInView = () => {
    const box = one(".scroller");
    const x = seek.clientWidth * audio.currentTime / duration - box.scrollLeft;
    if (box.scrollWidth > box.clientWidth && (x < 0 || x > box.clientWidth - 30)) box.scrollLeft += x - box.clientWidth / 4;
  };
  const step = () => {
    draw();
    keepInView();
    if (audio.currentTime >= until) audio.pause();
    if (!audio.paused) requestAnimationFrame(step);
  };

  const shown = (isOn) => {
    one("#toggle").classList.toggle("on", isOn);
    one("#toggle").setAttribute("aria-label", isOn ? "Pause" : "Play");
    source?.classList.toggle("playing", isOn);
    if (!isOn) source = null;
  };
  const play = (from, to = Infinity, button = null) => {
    source?.classList.remove("playing");
    source = button;
    until = to;
    connect();
    route?.context.resume();
    audio.currentTime = Math.min(Math.max(from, 0), duration);
    audio.play().catch(() => tell("This browser could not play the sound."));
  };
  const toggle = () => {
    until = Infinity;
    if (!audio.paused) { audio.pause(); return; }
    play(audio.currentTime >= duration - 0.05 ? 0 : audio.currentTime);
  };
  const place = (event) => {
    const box = seek.getBoundingClientRect();
    return duration * Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
  };
  const jump = (to) => {
    until = Infinity;
    audio.currentTime = Math.min(Math.max(to, 0), duration);
    draw();
    keepInView();
  };

  audio.addEventListener("play", () => { shown(true); requestAnimationFrame(step); });
  audio.addEventListener("pause", () => { shown(false); draw(); });
  audio.addEventListener("seeked", draw);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-play]");
    if (button) {
      if (button === source && !audio.paused) { audio.pause(); return; }
      const end = Number(button.dataset.until) || Infinity;
      play(Number(button.dataset.play) - LEAD, end + TAIL, button);
      tell(`Playing from ${clock(Number(button.dataset.play))}`);
      return;
    }
    const word = event.target.closest("#lines span[data-s]");
    if (word && !String(getSelection())) play(Number(word.dataset.s) - LEAD);
  });
  seek.addEventListener("click", (event) => play(place(event)));
  seek.addEventListener("keydown", (event) => {
    const now = audio.currentTime;
    const places = {
      ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1,
      PageUp: now + 10, PageDown: now - 10, Home: 0, End: duration,
    };
    if (event.key in places) jump(places[event.key]);
    else if (event.key === "Enter") play(now);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || event.target.closest("button, a, input, textarea, select, summary")) return;
    event.preventDefault();
    toggle();
  });
  one("#toggle").addEventListener("click", toggle);
  one("#hear").addEventListener("change", () => { connect(); hear(); });
  one("#speed").addEventListener("change", () => { audio.playbackRate = Number(one("#speed").value); });

  if (canPlay) one("#player").hidden = false;
  else tell("This browser cannot play the sound in this page; Firefox and Chrome can.");
  draw();
  page.audio = audio;
})();
