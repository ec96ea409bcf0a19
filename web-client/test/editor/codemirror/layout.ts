/**
 * jsdom lays nothing out. CodeMirror measures all the same: everything is nowhere, and has no size.
 */
Range.prototype.getClientRects = () => document.createElement("div").getClientRects();
Range.prototype.getBoundingClientRect = () => new DOMRect();
