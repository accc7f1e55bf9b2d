--TEST--
The examples of RFC 7515 A.2 and A.3 verify, those of A.1, A.5 and E do not; those of RFC 8037 A.4 and RFC 7520 4 fail only by their claims
--EXTENSIONS--
oauth2
--FILE--
<?php
require __DIR__ . '/../inc/jose.inc';

use OAuth2\Key;

$claims = 'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
$rsa = Key::fromJwk(['kty' => 'RSA', 'n' => 'ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ', 'e' => 'AQAB']);
$ec = Key::fromJwk(['kty' => 'EC', 'crv' => 'P-256', 'x' => 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', 'y' => 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0']);
$okp = Key::fromJwk(['kty' => 'OKP', 'crv' => 'Ed25519', 'x' => '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo']);
$a2 = "eyJhbGciOiJSUzI1NiJ9.$claims.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
$a3 = "eyJhbGciOiJFUzI1NiJ9.$claims.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
$a4 = 'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg';
echo json_encode(oauth2_jwt_verify($a2, $rsa, ['now' => 1300819379])), "\n";
echo json_encode(oauth2_jwt_verify($a3, $ec, ['now' => 1300819379, 'issuer' => 'joe'])), "\n";
echo reason($a2, $rsa, ['now' => 1300819380]), "\n";
echo reason($a3, $rsa), ' ', reason($a2, $ec), "\n";
echo 'A.1: ', reason("eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.$claims.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", $rsa), "\n";
echo 'A.5: ', reason("eyJhbGciOiJub25lIn0.$claims.", $rsa), "\n";
echo 'E: ', reason('eyJhbGciOiJub25lIiwNCiAiY3JpdCI6WyJodHRwOi8vZXhhbXBsZS5jb20vVU5ERUZJTkVEIl0sDQogImh0dHA6Ly9leGFtcGxlLmNvbS9VTkRFRklORUQiOnRydWUNCn0.RkFJTA.', $rsa), "\n";
/* The signature is valid, but the payload is not a JSON object: the signature is checked first. */
echo 'RFC 8037 A.4: ', reason($a4, $okp), ' ', reason(substr_replace($a4, 'A', -9, 1), $okp), "\n";
?>
--EXPECT--
{"iss":"joe","exp":1300819380,"http:\/\/example.com\/is_root":true}
{"iss":"joe","exp":1300819380,"http:\/\/example.com\/is_root":true}
expired
algorithm algorithm
A.1: algorithm
A.5: algorithm
E: critical
RFC 8037 A.4: malformed signature
