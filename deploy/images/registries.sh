# Tells pip and npm of registries that need more than their address; read by builds alone.
kept=/run/secrets
if [ -s $kept/certificates ]; then
  export PIP_CERT=$kept/certificates NODE_EXTRA_CA_CERTS=$kept/certificates
fi
if [ -s $kept/pip ]; then export PIP_CONFIG_FILE=$kept/pip; fi
if [ -s $kept/npm ]; then export NPM_CONFIG_USERCONFIG=$kept/npm; fi
