/** The name under which the engine offers its report in the extension's own world of each frame. */
export const FRAME_GLOBAL = 'glossaryHelperFrame';
