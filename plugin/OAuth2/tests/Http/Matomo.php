<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Http;

/**
 * Calls the Reporting API of an installed Matomo as super user, and its database where no API method exists. It runs
 * none of Matomo's code in this process.
 */
final class Matomo
{
    private ?\PDO $database = null;

    private ?string $token = null;

    /** @var array<string, array<string, mixed>> */
    private readonly array $config;

    public function __construct(
        public readonly string $folder,
        public readonly string $url,
        public readonly string $login,
        #[\SensitiveParameter]
        public readonly string $password,
        #[\SensitiveParameter]
        ?string $token = null,
    ) {
        $this->token = $token;
        $ini = @parse_ini_file($folder . '/config/config.ini.php', true, INI_SCANNER_RAW);
        /** @var array<string, array<string, mixed>> $config */
        $config = \is_array($ini) ? $ini : throw new \RuntimeException("{$folder} contains no installed Matomo");
        $this->config = $config;
    }

    /** A token_auth of the super user. */
    public function token(): string
    {
        return $this->token ??= $this->newToken($this->login, $this->password);
    }

    /** Another token_auth of a user. */
    public function newToken(string $login, #[\SensitiveParameter] string $password): string
    {
        $answer = $this->request([
            'method' => 'UsersManager.createAppSpecificTokenAuth',
            'userLogin' => $login,
            'passwordConfirmation' => $password,
            'description' => 'Tests over HTTP',
        ]);
        $token = \is_array($answer) ? $answer['value'] ?? null : null;

        return \is_string($token) ? $token : throw new \RuntimeException('No token_auth: ' . json_encode($answer));
    }

    /**
     * Calls a method of the Reporting API as super user.
     *
     * @param array<string, mixed> $parameters
     * @throws \RuntimeException if the answer is an error
     */
    public function call(string $method, array $parameters = []): mixed
    {
        return $this->request($parameters + ['method' => $method, 'token_auth' => $this->token()]);
    }

    /**
     * Calls a method that asks for the super user's password.
     *
     * @param array<string, mixed> $parameters
     */
    public function confirmed(string $method, array $parameters = []): mixed
    {
        return $this->call($method, $parameters + ['passwordConfirmation' => $this->password]);
    }

    public function userExists(string $login): bool
    {
        $answer = $this->call('UsersManager.userExists', ['userLogin' => $login]);

        return \is_array($answer) && ($answer['value'] ?? false) === true;
    }

    public function table(string $name): string
    {
        $prefix = $this->config['database']['tables_prefix'] ?? '';

        return (\is_string($prefix) ? self::plain($prefix) : '') . $name;
    }

    public function database(): \PDO
    {
        if ($this->database === null) {
            $of = array_map(
                static fn (mixed $value): string => \is_string($value) ? self::plain($value) : '',
                $this->config['database'],
            );
            $socket = $of['unix_socket'] ?? '';
            $where = $socket !== ''
                ? "unix_socket={$socket}"
                : 'host=' . $of['host'] . ';port=' . (($of['port'] ?? '') === '' ? '3306' : $of['port']);
            $this->database = new \PDO("mysql:{$where};dbname={$of['dbname']}", $of['username'], $of['password'] ?? '', [
                \PDO::ATTR_ERRMODE => \PDO::ERRMODE_EXCEPTION,
            ]);
        }

        return $this->database;
    }

    /** @param array<string, mixed> $parameters */
    private function request(array $parameters): mixed
    {
        $curl = curl_init($this->url . '/index.php?module=API&format=json');
        curl_setopt_array($curl, [
            CURLOPT_POSTFIELDS => http_build_query($parameters),
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_TIMEOUT => 60,
        ]);
        $text = curl_exec($curl);
        $answer = \is_string($text) ? json_decode($text, true) : null;
        if ($answer === null || (\is_array($answer) && ($answer['result'] ?? '') === 'error')) {
            $method = \is_string($parameters['method'] ?? null) ? $parameters['method'] : '';
            throw new \RuntimeException("{$method}: " . (\is_string($text) ? substr($text, 0, 500) : curl_error($curl)));
        }

        return $answer;
    }

    /** Decodes a value of config.ini.php, which Matomo quotes and escapes with HTML entities. */
    private static function plain(string $value): string
    {
        return html_entity_decode(trim($value, '"'), ENT_QUOTES);
    }
}
