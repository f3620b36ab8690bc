/** A file and its signed address go in; how far the upload is, and at last that it is there, come out. */
export interface Upload {
  url: string;
  fields: Record<string, string>;
}

/** `isRefused`: the address does not take it any more; else the connection broke off and the same may be tried again. */
export class UploadProblem extends Error {
  readonly isRefused: boolean;

  constructor(isRefused: boolean) {
    super(isRefused ? "refused" : "broken off");
    this.isRefused = isRefused;
  }
}

/** Only XMLHttpRequest tells how much has been sent. */
export function send(file: Blob, { url, fields }: Upload, tell: (sent: number) => void, signal: AbortSignal): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.upload.onprogress = (event) => tell(event.loaded);
    request.onload = () => (request.status < 300 ? resolve() : reject(new UploadProblem(request.status < 500)));
    request.onerror = () => reject(new UploadProblem(false));
    request.onabort = () => reject(new DOMException("aborted", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}
