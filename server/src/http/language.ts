import type { Language } from '@luodi/core/message';
import type { FastifyRequest } from 'fastify';

/** The language of sentences: the best of Accept-Language that Luodi speaks, Chinese otherwise. */
export function languageOf({ headers }: Pick<FastifyRequest, 'headers'>): Language {
  let best: { language: Language; weight: number } | null = null;
  for (const part of (headers['accept-language'] ?? '').split(',').slice(0, 20)) {
    const [range = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
    const weight = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? '1');
    const language = /^zh(-|$)/.test(range) ? 'zh-CN' : /^en(-|$)/.test(range) ? 'en' : null;
    if (language && weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language ?? 'zh-CN';
}
