/** Captions whose file a browser may not read (a course opened by double-click) or does not get: they are taken from the page. */

import type { Enhance } from "../contract";

type Cue = [start: number, end: number, words: string];

const enhance: Enhance = (article) => {
  for (const track of Array.from(article.querySelectorAll<HTMLTrackElement>("track[data-cues]"))) {
    // The file may have failed before this script came.
    if (track.readyState === HTMLTrackElement.ERROR) showCues(track);
    else track.addEventListener("error", () => { showCues(track); });
  }
};

function showCues(track: HTMLTrackElement): void {
  const player = track.parentElement;
  if (!(player instanceof HTMLMediaElement)) return;
  const made = player.addTextTrack("captions", track.label, track.srclang);
  for (const [start, end, words] of JSON.parse(track.dataset["cues"] || "[]") as Cue[]) made.addCue(new VTTCue(start, end, words));
  made.mode = "showing";
  track.remove();
}

export default enhance;
