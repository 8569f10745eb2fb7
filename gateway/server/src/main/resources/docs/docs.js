const names = document.getElementById('contract').dataset.contracts.split(' ');

SwaggerUIBundle({
  dom_id: '#contract',
  urls: names.map((name) => ({ name, url: `/openapi/${name}.json` })),
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: 'StandaloneLayout',
  deepLinking: true,
  // Would send the contract to another host.
  validatorUrl: null,
});
