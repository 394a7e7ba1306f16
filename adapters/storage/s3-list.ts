/** One page of ListObjectsV2 with `encoding-type=url`. */
export interface ListPage {
  objects: { key: string; bytes: number }[];
  /** with the delimiter at their end */
  prefixes: string[];
  /** null: the last page */
  next: string | null;
}

/**
 * Reads the answer to ListObjectsV2; null for what is none. The elements are flat and their names fixed
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html), so this is no XML parser.
 */
export function readListPage(xml: string): ListPage | null {
  if (!/<ListBucketResult[\s>]/.test(xml) || !xml.includes('</ListBucketResult>')) return null;
  // not every server does as it was asked
  const read = element(xml, 'EncodingType') === 'url' ? decoded : plain;
  const objects = elements(xml, 'Contents').map((content) => ({
    key: read(element(content, 'Key')),
    bytes: Number(element(content, 'Size')),
  }));
  const prefixes = elements(xml, 'CommonPrefixes').map((common) => read(element(common, 'Prefix')));
  if (objects.some(({ key, bytes }) => key === '' || !Number.isSafeInteger(bytes))) return null;
  const next = element(xml, 'NextContinuationToken');
  return {
    objects,
    prefixes,
    next: element(xml, 'IsTruncated') === 'true' && next !== '' ? plain(next) : null,
  };
}

/** Code and message of an S3 error; '' where the answer is something else, e.g. a proxy's page. */
export function readS3Error(xml: string): { code: string; message: string } {
  const error = elements(xml, 'Error')[0] ?? '';
  return { code: plain(element(error, 'Code')), message: plain(element(error, 'Message')) };
}

const elements = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([\\s\\S]*?)</${name}>`, 'g'))].map(
    ([, inner]) => inner ?? '',
  );
const element = (xml: string, name: string): string => elements(xml, name)[0] ?? '';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (text: string): string =>
  text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
/** As in a query, where a space may be a plus. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(plain(text).replaceAll('+', ' '));
  } catch {
    return '';
  }
}
