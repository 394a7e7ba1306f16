// The one script tag of a page with a call button: docs/web-call.md. A classic script, so that it knows its own tag;
// the widget is loaded from where it came from.
{
  const tag = /** @type {HTMLScriptElement} */ (document.currentScript);
  import(new URL('web-call/widget.js', tag.src).href).then(
    ({ mountWidget }) => mountWidget(tag),
    (error) => console.error('the call button could not be loaded', error),
  );
}
