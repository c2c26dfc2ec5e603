// The line on top follows the campaign; the page is loaded anew when there is more to see than other counts.
const live = document.getElementById("live");
const events = new EventSource("/events");
events.onmessage = (event) => {
  const space = event.data.indexOf(" ");
  if (event.data.slice(0, space) !== live.dataset.edition) {
    location.reload();
  }
  live.textContent = event.data.slice(space + 1);
};
events.onerror = () => {
  live.textContent = "Nobody serves this page any more: ./gfpfuzz serve DIR.";
};
