import { z } from 'zod';
import { createHttp, type Http, type HttpOptions } from '../../clients/http/http.ts';
import { CallRate, type ConnectionNetwork, type NetworkChange, Proxy, usualRate } from '../../contract/network.ts';
import type { SecretStore } from '../secrets.ts';
import { describeAuthority, readAuthorities, readClientCertificate } from './certificates.ts';
import type { ConnectionStore } from './connection-store.ts';

/** As it lies in the store. */
const Stored = z.object({
  authorities: z.array(z.string()).default([]),
  clientCertificate: z.string().optional(),
  proxy: Proxy.default({ use: 'system' }),
  rate: CallRate.default(usualRate),
});
type Stored = z.infer<typeof Stored>;

const SecretCertificate = z.object({ base64: z.string(), passphrase: z.string().optional() });

/** How each server is reached: with which authorities, certificate and proxy, and how often a second. */
export class Networks {
  readonly #store: ConnectionStore;
  readonly #secrets: SecretStore;
  /** Of those that need nothing of their own. */
  readonly #usual: Http = createHttp();
  readonly #own = new Map<string, Promise<Http>>();

  constructor(store: ConnectionStore, secrets: SecretStore) {
    this.#store = store;
    this.#secrets = secrets;
  }

  /** For addresses that are no connection yet. */
  get usual(): Http {
    return this.#usual;
  }

  /** The way to a server, as it is set now. */
  async http(id: string): Promise<Http> {
    let http = this.#own.get(id);
    if (http === undefined) {
      http = this.#open(id).catch((error: unknown) => {
        this.#own.delete(id);
        throw error;
      });
      this.#own.set(id, http);
    }
    return http;
  }

  rate(id: string): CallRate {
    return this.#read(id).rate;
  }

  get(id: string): ConnectionNetwork {
    const { authorities, ...rest } = this.#read(id);
    return { ...rest, authorities: authorities.map(describeAuthority) };
  }

  /** Throws `InvalidRequestError` for a file that is not what it should be; then nothing has changed. */
  async change(id: string, change: NetworkChange): Promise<ConnectionNetwork> {
    const { authorities, clientCertificate, proxyPassword } = change;
    const next: Stored = {
      ...this.#read(id),
      ...(change.proxy && { proxy: change.proxy }),
      ...(change.rate && { rate: change.rate }),
    };
    if (authorities !== undefined) next.authorities = authorities === null ? [] : readAuthorities(bytesOf(authorities));
    if (clientCertificate === null) delete next.clientCertificate;
    else if (clientCertificate !== undefined) {
      readClientCertificate(bytesOf(clientCertificate), clientCertificate.passphrase);
      next.clientCertificate = clientCertificate.name;
      const { base64, passphrase } = clientCertificate;
      await this.#secrets.set(certificateName(id), JSON.stringify({ base64, passphrase }));
    }
    if (typeof proxyPassword === 'string') await this.#secrets.set(proxyPasswordName(id), proxyPassword);
    this.#store.setNetwork(id, next);
    if (clientCertificate === null) await this.#secrets.delete(certificateName(id));
    if (proxyPassword === null) await this.#secrets.delete(proxyPasswordName(id));
    await this.#shut(id);
    return this.get(id);
  }

  async forget(id: string): Promise<void> {
    await this.#shut(id);
    await this.#secrets.delete(certificateName(id));
    await this.#secrets.delete(proxyPasswordName(id));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#own.keys()].map(async (id) => this.#shut(id)));
    await this.#usual.close();
  }

  #read(id: string): Stored {
    return Stored.parse(this.#store.network(id) ?? {});
  }

  async #open(id: string): Promise<Http> {
    const { authorities, clientCertificate, proxy } = this.#read(id);
    if (authorities.length === 0 && clientCertificate === undefined && proxy.use === 'system') return this.#usual;
    const options: HttpOptions = {
      ca: authorities,
      ...(proxy.use === 'system' ? {} : { proxy: await this.#proxy(id, proxy) }),
    };
    if (clientCertificate === undefined) return createHttp(options);
    const secret = await this.#secrets.get(certificateName(id));
    // A key store that was cleared leaves nothing to show: the server says so.
    if (secret === undefined) return createHttp(options);
    const { base64, passphrase } = SecretCertificate.parse(JSON.parse(secret));
    const shown = readClientCertificate(Buffer.from(base64, 'base64'), passphrase);
    return createHttp({ ...options, clientCertificate: shown });
  }

  async #proxy(id: string, proxy: Proxy): Promise<NonNullable<HttpOptions['proxy']>> {
    if (proxy.use !== 'own') return { http: '', https: '', bypass: '' };
    const url = new URL(proxy.url);
    url.username = encodeURIComponent(proxy.login ?? '');
    if (proxy.login) url.password = encodeURIComponent((await this.#secrets.get(proxyPasswordName(id))) ?? '');
    return { http: url.href, https: url.href, bypass: '' };
  }

  async #shut(id: string): Promise<void> {
    const http = await this.#own.get(id);
    this.#own.delete(id);
    if (http !== this.#usual) await http?.close();
  }
}

const certificateName = (id: string) => `client-certificate-${id}`;
const proxyPasswordName = (id: string) => `proxy-password-${id}`;
const bytesOf = ({ base64 }: { readonly base64: string }): Uint8Array => Buffer.from(base64, 'base64');
