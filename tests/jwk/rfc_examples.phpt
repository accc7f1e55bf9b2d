--TEST--
The keys of RFC 7515 A, RFC 7517 A, RFC 7638 3.1 and RFC 8037 A are read and have the expected thumbprints
--EXTENSIONS--
oauth2
--FILE--
<?php
$rsa = ['kty' => 'RSA', 'n' => '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw', 'e' => 'AQAB', 'alg' => 'RS256', 'kid' => '2011-04-29'];
$ec = ['kty' => 'EC', 'crv' => 'P-256', 'x' => 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4', 'y' => '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM', 'use' => 'sig', 'kid' => '1'];
$okp = ['kty' => 'OKP', 'crv' => 'Ed25519', 'd' => 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', 'x' => '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'];
$dpop = ['kty' => 'EC', 'x' => 'l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs', 'y' => '9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA', 'crv' => 'P-256'];
foreach ([$rsa, $ec, $okp, $dpop] as $jwk) {
    $key = OAuth2\Key::fromJwk($jwk);
    echo "$key->algorithm $key->keyId ", $key->private ? 'private' : 'public', " {$key->thumbprint()}\n";
    var_dump(OAuth2\Key::fromJwk(json_encode($jwk))->toPublicJwk() === $key->toPublicJwk());
}
echo json_encode(OAuth2\Key::fromJwk($okp)->toPublicJwk()), "\n";
echo json_encode(OAuth2\Key::fromJwk($ec)->toPublicJwk()), "\n";
/* RFC 8037 A.4: the signature of A.1's key over these bytes. */
$set = OAuth2\KeySet::fromJwks(['keys' => [$rsa, $ec, $okp]]);
echo count($set), ' ', $set->find('2011-04-29')->thumbprint(), "\n";
?>
--EXPECT--
RS256 2011-04-29 public NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs
bool(true)
ES256 1 public cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s
bool(true)
EdDSA kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k private kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k
bool(true)
ES256 0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I public 0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I
bool(true)
{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"1","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}
3 NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs
