import type { FunctionSite } from '../calls/definitions.ts';
import { namesAtBase } from '../calls/names-at-base.ts';
import { pickFunctions, type FunctionPicks } from '../calls/pick-functions.ts';
import type { Scene, Sighting } from '../rule-kind.ts';
import { seeNew, type Side } from '../spots.ts';

/** What the functions that a rule is about lack and did not lack before: sentences that go on from their names. */
export const seeLacking = <Options extends FunctionPicks>(
  scene: Scene<Options>,
  lacksOf: (side: Side, site: FunctionSite) => readonly string[],
): readonly Sighting[] => {
  const nameAtBase = namesAtBase(scene);
  return seeNew(scene, 'lacking', (side) => {
    const { facts, path } = side;
    if (facts === undefined) return [];
    const picked = new Set(pickFunctions(facts, scene.options));
    return facts.functions.flatMap(({ name, place: { line, column } }, index) =>
      (picked.has(index) ? lacksOf(side, { path, facts, index }) : []).map((lack) => ({
        place: { line, column },
        message: `${name} ${lack}`,
        symbol: nameAtBase(side, name),
        text: `${nameAtBase(side, name)} ${lack}`,
      })),
    );
  });
};
