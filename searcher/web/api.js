// Asking the server.

export class ApiError extends Error {
  constructor({ code, message, at, hint }) {
    super(message);
    Object.assign(this, { code, at, hint });
  }
}

/** The JSON at `path`. Throws ApiError for what the server says, and where it says nothing. */
export async function get(path, parameters, signal) {
  let response;
  try {
    response = await fetch(parameters ? `${path}?${parameters}` : path, { signal });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError({ code: 'unreachable', message: 'The server does not answer.', hint: 'Is searcher --serve still running?' });
  }
  let json;
  try {
    json = await response.json();
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError({ code: 'unreadable', message: `The server answered ${response.status}, which says nothing.` });
  }
  if (json.error) throw new ApiError(json.error);
  return json;
}
