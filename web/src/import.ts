// A file of others on its way: how far it is, and that it is being read. Without this the form sends it all the same, and the page just comes.
import { find } from "./dom";

function importing(): void {
  const form = find<HTMLFormElement>("[data-import]");
  const input = form && find<HTMLInputElement>('input[type="file"]', form);
  const box = form && find("[data-import-progress]", form);
  const bar = box && find<HTMLProgressElement>("progress", box);
  const words = box && find(".import-say", box);
  const button = form && find<HTMLButtonElement>('button[type="submit"]', form);
  if (!form || !input || !box || !bar || !words || !button) return;
  const texts = form.dataset;
  const say = (text: string | undefined): void => {
    if (words.textContent !== (text ?? "")) words.textContent = text ?? "";
  };
  // What will be refused is not sent first: a chat with its pictures takes minutes.
  const wrong = (): string | undefined => {
    const file = input.files?.[0];
    if (!file) return texts["missing"];
    return file.size > Number(texts["bytesMax"]) ? texts["large"] : undefined;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.disabled) return;
    box.hidden = false;
    const why = wrong();
    bar.hidden = why !== undefined;
    if (why !== undefined) {
      say(why);
      input.focus();
      return;
    }
    button.disabled = true;
    send();
  });

  function send(): void {
    if (!form || !bar || !button) return;
    const request = new XMLHttpRequest();
    const failed = (): void => {
      button.disabled = false;
      bar.hidden = true;
      say(texts["failed"]);
    };
    bar.value = 0;
    // Said in tenths: a reader of the screen is not to count along.
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      const part = event.loaded / event.total;
      bar.value = part;
      say((texts["sending"] ?? "").replace("%percent", String(Math.floor(part * 10) * 10)));
    });
    request.upload.addEventListener("load", () => {
      // How long reading takes is not known: a bar without an end.
      bar.removeAttribute("value");
      say(texts["reading"]);
    });
    request.addEventListener("error", failed);
    request.addEventListener("load", () => {
      const page = new DOMParser().parseFromString(request.responseText, "text/html");
      const [here, there] = [find("main"), find("main", page)];
      if (!here || !there) return failed();
      here.replaceWith(document.adoptNode(there));
      document.title = page.title;
      scrollTo(0, 0);
      (find("[data-focus]") ?? find("[data-import-heading]"))?.focus();
      importing();
    });
    request.open("POST", form.action);
    request.send(new FormData(form));
  }
}

importing();
