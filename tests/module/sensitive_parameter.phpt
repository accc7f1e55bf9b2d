--TEST--
Every parameter that takes a secret, a key or a token is a SensitiveParameter
--EXTENSIONS--
oauth2
--FILE--
<?php
$extension = new ReflectionExtension('oauth2');
$functions = $extension->getFunctions();
foreach ($extension->getClasses() as $class) {
    foreach ($class->getMethods() as $method) {
        if ($method->getDeclaringClass()->getName() === $class->getName() && $method->isInternal()) {
            $functions[] = $method;
        }
    }
}
foreach ($functions as $function) {
    $hidden = $shown = [];
    foreach ($function->getParameters() as $parameter) {
        if ($parameter->getAttributes(SensitiveParameter::class)) {
            $hidden[] = $parameter->getName();
        } else {
            $shown[] = $parameter->getName();
        }
    }
    if ($function->getExtensionName() === 'oauth2' && ($hidden || $shown)) {
        $class = $function instanceof ReflectionMethod ? $function->getDeclaringClass()->getShortName() . '::' : '';
        printf("%s%s hides (%s) shows (%s)\n", $class, $function->getName(), implode(' ', $hidden), implode(' ', $shown));
    }
}
?>
--EXPECT--
oauth2_secret_generate hides () shows (bytes)
oauth2_random_hex hides () shows (bytes)
oauth2_secret_hash hides (secret) shows ()
oauth2_secret_verify hides (secret hash) shows ()
oauth2_secret_equals hides (known given) shows ()
oauth2_token_digest hides (token) shows ()
oauth2_derive_key hides (secret) shows (context)
oauth2_seal hides (data key) shows (context)
oauth2_open hides (sealed key) shows (context)
oauth2_pkce_verifier hides () shows (bytes)
oauth2_pkce_challenge hides (verifier) shows ()
oauth2_pkce_verify hides (verifier challenge) shows (method)
oauth2_redirect_uri_parse hides () shows (uri allow)
oauth2_redirect_uri_valid hides () shows (uri allow)
oauth2_redirect_uri_matches hides () shows (registered given)
oauth2_jwt_sign hides (claims key) shows (header)
oauth2_jwt_verify hides (jwt keys) shows (expect)
oauth2_jwt_decode_unverified hides (jwt) shows ()
Key::generate hides () shows (algorithm bits keyId)
Key::fromPem hides (pem passphrase) shows (algorithm keyId)
Key::fromCertificate hides (certificate) shows (algorithm keyId)
Key::fromJwk hides (jwk) shows (algorithm)
Key::unseal hides (sealed wrappingKey) shows ()
Key::seal hides (wrappingKey) shows ()
KeySet::__construct hides (keys) shows ()
KeySet::fromJwks hides (jwks) shows (strict)
KeySet::find hides () shows (keyId algorithm)
