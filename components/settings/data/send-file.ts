import type { ImportReport } from "@/lib/assistants/types";

/** What came of a file, or one sentence that says why nothing did. */
export type Imported = { report: ImportReport } | { message: string };

/** Sends a file to be imported and tells how much of it is there, from 0 to 1, as `fetch` cannot. */
export function sendFile(file: File, onProgress: (fraction: number) => void): Promise<Imported> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 1);
    request.onload = () => resolve(readAnswer(request));
    request.onerror = () => resolve({ message: UNREACHABLE });
    request.open("POST", "/api/threads/import");
    request.setRequestHeader("content-type", "application/octet-stream");
    request.send(file);
  });
}

const UNREACHABLE = "The connection broke. Import the file again: what is here already does not come twice.";

function readAnswer({ status, response }: XMLHttpRequest): Imported {
  return status === 200 && response
    ? { report: response }
    : { message: response?.error?.message ?? UNREACHABLE };
}
