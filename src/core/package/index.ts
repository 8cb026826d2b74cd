export { checkIndex, checkPackage, commandsIn, fillCommit, type PackageGround } from './check.ts';
export { gateOfPackage, numberIn, reachesTarget } from './conclude.ts';
export {
  packageSchema,
  type MetricDocument,
  type PackageCommand,
  type PackageDocument,
  type StepDocument,
} from './document.ts';
export { stepStateNames, writePackageMarkdown, type PackagePage, type StepState } from './page.ts';
export { readPackageState, writePackageState, type PackageState } from './package-state.ts';
export { packageFolder, packageIdOf, packageIndex, readPackage, type PackageFile } from './read.ts';
export { listInIndex, newPackage, placesOfPackage } from './scaffold.ts';
