const ASCII: readonly (readonly [names: string, character: string])[] = [
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["excl", "!"],
  ["num", "#"],
  ["dollar", "$"],
  ["percnt", "%"],
  ["lpar", "("],
  ["rpar", ")"],
  ["ast midast", "*"],
  ["plus", "+"],
  ["comma", ","],
  ["period", "."],
  ["sol", "/"],
  ["colon", ":"],
  ["semi", ";"],
  ["equals", "="],
  ["quest", "?"],
  ["commat", "@"],
  ["lsqb lbrack", "["],
  ["bsol", "\\"],
  ["rsqb rbrack", "]"],
  ["hat", "^"],
  ["lowbar", "_"],
  ["grave", "`"],
  ["lcub lbrace", "{"],
  ["verbar vert", "|"],
  ["rcub rbrace", "}"],
];

/** U+00A0 to U+00FF, in order. */
const LATIN1 = (
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr " +
  "deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest " +
  "Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml " +
  "ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig " +
  "agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml " +
  "eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml"
).split(" ");

const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ...ASCII.flatMap(([names, character]) => names.split(" ").map((name): [string, string] => [name, character])),
  ...LATIN1.map((name, place): [string, string] => [name, name === "nbsp" ? " " : String.fromCharCode(0xa0 + place)]),
]);

/** The character that HTML means by `&name;`: of ASCII in either case, and of Latin-1. A no-break space is a blank. */
export function namedCharacter(name: string): string | undefined {
  return CHARACTERS.get(name) ?? CHARACTERS.get(name.toLowerCase());
}
