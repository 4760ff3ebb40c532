// The parts of a structured response that types.ts leaves open, as schemas/structured-response.schema.json has them.
import type { HeaderField, Problem } from "../types.js";

export type Timings = Record<string, number>;

export interface Certificate {
  subject?: string;
  issuer?: string;
  serialNumber?: string;
  notBefore?: string;
  notAfter?: string;
  subjectAltNames?: string[];
  sha256?: string;
}

export interface Tls {
  version?: string;
  cipher?: string;
  alpn?: string;
  serverName?: string;
  resumed?: boolean;
  verified?: boolean;
  verifyMessage?: string;
  certificates?: Certificate[];
}

export interface Connection {
  remoteAddress?: string;
  remotePort?: number;
  localAddress?: string;
  localPort?: number;
  httpVersion?: string;
  reused?: boolean;
  proxy?: string;
  tls?: Tls;
}

export interface Redirect {
  statusCode: number;
  reasonPhrase: string;
  method: string;
  uri: string;
  location: string;
  nextMethod: string;
  removed: string[];
  requestHead?: string;
  responseHeaders?: HeaderField[];
  connection?: Connection;
  timings?: Timings;
}

export interface Attempt {
  number: number;
  statusCode?: number;
  error?: Problem;
  delay?: number;
  timings?: Timings;
}
