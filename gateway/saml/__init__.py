"""SAML 2.0 as MeinUnternehmenskonto speaks it: messages, their rules, their proof."""
