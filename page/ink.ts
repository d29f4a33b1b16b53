/**
 * The colour a text is written in tells what it is written on: light ink stands on a dark ground. Marks
 * follow it, since a highlight cannot know its background.
 */

/** Relative luminance above which ink counts as light; half of what white gives to the eye. */
const LIGHT_LUMINANCE = 0.35;
/** Perceived lightness (OKLab and CIELAB alike, 0 to 1) above which ink counts as light. */
const LIGHT_LIGHTNESS = 0.66;

/** True for light ink. Takes a computed colour in any of the forms that browsers give; unknown ones are dark. */
export function isLightInk(color: string): boolean {
  const [, name = '', rest = ''] = /^([a-z-]+)\((.*)\)$/.exec(color.trim()) ?? [];
  // The name of a colour space may hold digits of its own: "color(display-p3 0 0 0)".
  const channels = name === 'color' ? rest.replace(/^\s*[a-z][a-z\d-]*/, '') : rest;
  const numbers = channels.match(/-?[\d.]+(?:e-?\d+)?%?|none/g) ?? [];
  const value = (i: number, full: number): number => {
    const text = (numbers[i] ?? 'none').replace('none', '0');
    return text.endsWith('%') ? Number.parseFloat(text) / 100 : Number.parseFloat(text) / full;
  };
  switch (name) {
    case 'rgb':
    case 'rgba':
      return luminance(value(0, 255), value(1, 255), value(2, 255)) > LIGHT_LUMINANCE;
    case 'color':
      return luminance(value(0, 1), value(1, 1), value(2, 1)) > LIGHT_LUMINANCE;
    case 'oklab':
    case 'oklch':
      return value(0, 1) > LIGHT_LIGHTNESS;
    case 'lab':
    case 'lch':
      return value(0, 100) > LIGHT_LIGHTNESS;
    default:
      return false;
  }
}

/** Relative luminance as WCAG 2 defines it; channels from 0 to 1. */
function luminance(red: number, green: number, blue: number): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
