// By how a file ends. No program and no tool reads settings, tests or code in such a file, whatever bytes are in it.
const endings = new Set(
  [
    'avif bmp cur gif heic icns ico jpeg jpg png psd tif tiff webp',
    'aac avi flac m4a mkv mov mp3 mp4 mpeg mpg ogg opus wav webm',
    'eot otf ttc ttf woff woff2',
    '7z br bz2 gz jar lz4 rar tar tgz war whl xz zip zst',
    'doc docx epub odp ods odt pdf ppt pptx xls xlsx',
    'a bin class dll dylib exe lib lockb node o obj pdb pyc pyd so wasm',
    'db duckdb feather h5 npy npz onnx parquet pb pkl pt safetensors sqlite sqlite3',
    'glb jks keystore mo p12 pfx',
  ].flatMap((line) => line.split(' ')),
);

/** True for a file whose name says that its bytes are no text: a picture, a font, an archive. */
export const isBinaryFormat = (path: string): boolean => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 && endings.has(name.slice(dot + 1).toLowerCase());
};
