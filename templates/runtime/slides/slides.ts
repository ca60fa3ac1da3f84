/**
 * Slides in a room (templates/print/slides.html.jinja): the arrows to the left and to the right move by slides, and what is taller than the screen is shown
 * smaller until it fits. Without it the keys that scroll a page move by slides, and a tall slide is scrolled.
 */

/** Per cent, so that no sum of fractions misses the last one. */
const SMALLEST = 65, STEP = 5;

const slides = [...document.querySelectorAll<HTMLElement>(".slide")];

/** The place in the list of the slide that fills most of the screen. */
function place(): number {
  const far = slides.map((slide) => Math.abs(slide.getBoundingClientRect().top));
  return far.indexOf(Math.min(...far));
}

function move(step: number): boolean {
  const next = slides[place() + step];
  if (!next) return false;
  next.scrollIntoView();
  next.focus({ preventScroll: true });
  return true;
}

function fit(): void {
  for (const slide of slides) {
    const inside = slide.querySelector<HTMLElement>(".slide__fit");
    if (!inside) continue;
    for (let size = 100; size >= SMALLEST; size -= STEP) {
      inside.style.setProperty("zoom", size === 100 ? "" : String(size / 100));
      if (slide.offsetHeight <= window.innerHeight) break;
    }
  }
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

window.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (step && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && move(step)) event.preventDefault();
});
window.addEventListener("resize", fit);
window.addEventListener("load", fit);

export {};
