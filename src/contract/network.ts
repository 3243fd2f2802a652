import { z } from 'zod';

/** The proxy on the way to a server. `system` is what HTTPS_PROXY and NO_PROXY of this computer's environment say. */
const ProxyAddress = z.url({ protocol: /^(https?|socks5)$/ }).refine((url) => !url.includes('@'), {
  message: 'The sign-in of a proxy goes into fields of its own.',
});
export const Proxy = z.discriminatedUnion('use', [
  z.object({ use: z.literal('system') }),
  z.object({ use: z.literal('none') }),
  z.object({ use: z.literal('own'), url: ProxyAddress, login: z.string().max(200).optional() }),
]);
export type Proxy = z.infer<typeof Proxy>;

/** Calls a second that a server gets at most; `gets` are those of commands whose name ends so. */
export const CallRate = z.object({ calls: z.number().min(0.1).max(100), gets: z.number().min(0.1).max(100) });
export type CallRate = z.infer<typeof CallRate>;

/** What the vendor's own client keeps to. */
export const usualRate: CallRate = { calls: 2, gets: 5 };

/** A certificate authority: whom it names, and until when (ISO 8601). */
export const Authority = z.object({ subject: z.string(), validTo: z.string(), fingerprint: z.string() });
export type Authority = z.infer<typeof Authority>;

/** How this computer reaches one server. What is secret of it is never shown. */
export const ConnectionNetwork = z.object({
  /** Trusted besides those of the system. */
  authorities: z.array(Authority),
  /** The name of the file that was given. */
  clientCertificate: z.string().optional(),
  proxy: Proxy,
  rate: CallRate,
});
export type ConnectionNetwork = z.infer<typeof ConnectionNetwork>;

/** A file as Base64, small as certificates are. */
const GivenFile = z.object({ name: z.string().max(255), base64: z.base64().max(1_000_000) });

/** What is left out stays as it is; `null` takes it away. */
export const NetworkChange = z.object({
  /** PEM, of one or several certificates, or one as DER. */
  authorities: GivenFile.nullish(),
  /** PKCS #12, or PEM with the certificate and its key. */
  clientCertificate: GivenFile.extend({ passphrase: z.string().max(1000).optional() }).nullish(),
  proxy: Proxy.optional(),
  proxyPassword: z.string().max(1000).nullish(),
  rate: CallRate.optional(),
});
export type NetworkChange = z.infer<typeof NetworkChange>;
