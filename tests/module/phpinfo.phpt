--TEST--
phpinfo() shows the extension with the versions of headers and libraries
--EXTENSIONS--
oauth2
--FILE--
<?php
(new ReflectionExtension('oauth2'))->info();
?>
--EXPECTF--
oauth2

oauth2 support => enabled
oauth2 version => %d.%d.%d
OpenSSL headers version => OpenSSL 3.%s
OpenSSL library version => OpenSSL 3.%s
libsodium headers version => 1.%s
libsodium library version => 1.%s
%A
