export type { Artefact, Phase, Process } from './phase.ts';
export { pathsOfPhases, statePhases, type ArtefactState, type PhaseState, type SubjectState } from './state.ts';
export { changeClasses, classChange, type ChangeClass, type ChangeClassed } from './trivial.ts';
export { tellClass, tellNone, tellReached, writePhasesMarkdown, writePhasesText, type ProcessState } from './words.ts';
