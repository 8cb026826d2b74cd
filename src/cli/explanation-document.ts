import * as z from 'zod';
import { level, list } from './document-parts.ts';

const origin = z.object({ source: z.string(), line: z.number().int().min(0), value: z.string() });

/** What a rule is and holds work to, as it is printed. */
export const explanation = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  about: z.string().describe('What the kind of rule looks for.'),
  in: list(z.string()),
  except: list(z.string()),
  modes: list(z.string()).describe('Empty: every mode.'),
  options: z.unknown(),
  remedy: z.string().describe('How to fix a finding.'),
  demands: list(
    z.object({
      mode: z.string().exactOptional(),
      says: z.string(),
      level,
      because: z.string(),
      origins: list(origin).describe('Where it was written: what won, then what it overruled.'),
      parts: list(z.object({ part: z.enum(['level', 'raised-by']), origins: list(origin) }))
        .exactOptional()
        .describe('Of a budget, where its level came from, and who may raise it.'),
    }),
  ),
});
