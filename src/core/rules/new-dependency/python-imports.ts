import { isOwnManifest } from '../../manifests/gather-manifests.ts';
import { manifestOf, readManifest } from '../../manifests/read-manifest.ts';
import { pythonModules } from '../../manifests/standard-modules.ts';
import type { Tree } from '../../surroundings.ts';
import type { ImportFact } from '../../syntax/facts.ts';

/** Modules whose name is no part of the name of the package that has them. */
const packagesOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['bs4', ['beautifulsoup4']],
  ['clr', ['pythonnet']],
  ['cv2', ['opencv-python', 'opencv-python-headless', 'opencv-contrib-python']],
  ['ee', ['earthengine-api']],
  ['fitz', ['pymupdf']],
  ['google', ['protobuf', 'googleapis-common-protos']],
  ['mpl_toolkits', ['matplotlib']],
  ['MySQLdb', ['mysqlclient']],
  ['osgeo', ['gdal']],
  ['PIL', ['pillow', 'pillow-simd']],
  ['pkg_resources', ['setuptools']],
  ['pylab', ['matplotlib']],
  ['pythoncom', ['pywin32']],
  ['shapefile', ['pyshp']],
  ['skimage', ['scikit-image']],
  ['sklearn', ['scikit-learn']],
  ['telebot', ['pytelegrambotapi']],
  ['tlz', ['toolz', 'cytoolz']],
  ['win32api', ['pywin32']],
  ['win32com', ['pywin32']],
  ['win32con', ['pywin32']],
  ['win32gui', ['pywin32']],
]);

const squeeze = (name: string): string => name.toLowerCase().replace(/[-_.]/g, '');

/** True for a package that may have the module: `yaml` of `PyYAML`, `dateutil` of `python-dateutil`, never of what only types it. */
const mayHave = (module: string): ((name: string) => boolean) => {
  const known = packagesOf.get(module) ?? [];
  const squeezed = squeeze(module);
  return (name) => known.includes(name) || (!/^types-|-stubs$/.test(name) && squeeze(name).includes(squeezed));
};

/** The names of all that the manifests of Python in the repository ask for; undefined where there is none that can be read. */
export const pythonPackages = (tree: Tree): readonly string[] | undefined => {
  const readings = tree
    .paths()
    .filter((path) => isPython(manifestOf(path)?.ecosystem) && isOwnManifest(path))
    .flatMap((path) => {
      const reading = readManifest(path, tree.text(path) ?? '');
      return reading?.ok === true ? [reading.value] : [];
    });
  return readings.length === 0
    ? undefined
    : readings.flatMap(({ dependencies }) => dependencies.map(({ name }) => name));
};

const isPython = (ecosystem: string | undefined): boolean => ecosystem === 'pypi' || ecosystem === 'conda';

/** Every folder and module of Python there is, by its last name: nobody knows what all is put on the path. */
export const ownModules = (tree: Tree): ReadonlySet<string> =>
  new Set(
    tree
      .paths()
      .filter((path) => /\.(?:py[ixd]?|so|ipynb)$/.test(path))
      .flatMap((path) => path.replace(/\.[^/]*$/, '').split('/')),
  );

/** The module at the top that an import takes, and that no package is asked for that may have it. */
export const unnamedModule = (
  { module }: ImportFact,
  packages: readonly string[],
  own: ReadonlySet<string>,
): string | undefined => {
  const [top = ''] = module.split('.');
  if (/^(?:_|$)/.test(top) || pythonModules.has(top) || own.has(top)) return undefined;
  return packages.some(mayHave(top)) ? undefined : top;
};
