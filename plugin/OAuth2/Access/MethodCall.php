<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

/** A call of an API method, with what the rules may ask about its parameters and its user. */
final readonly class MethodCall
{
    /**
     * @param list<string> $names the names of the method's parameters
     * @param array<array-key, mixed> $values the values of those that the request has
     * @param string $login the user for whom the token acts
     * @param ?\Closure(): string $email finds this user's e-mail address
     * @param ?\Closure(mixed): (?array{type: mixed, parameters: mixed}) $report finds a stored e-mail report by its id, if
     *     the user may see it
     */
    public function __construct(
        public string $plugin,
        public string $method,
        public array $names = [],
        public array $values = [],
        public string $login = '',
        private ?\Closure $email = null,
        private ?\Closure $report = null,
    ) {
    }

    public function name(): string
    {
        return "$this->plugin.$this->method";
    }

    /** Compares the method's name without regard to case, as PHP does. */
    public function is(string $plugin, string $method): bool
    {
        return $this->plugin === $plugin && strcasecmp($this->method, $method) === 0;
    }

    /** Returns the value of a parameter; null if the request lacks it. */
    public function value(string $name): mixed
    {
        return $this->values[$name] ?? null;
    }

    /** Tells whether all addresses in the value, which may be a list, are the user's own e-mail address. */
    public function reachesOnlyTheUser(mixed $addresses): bool
    {
        $list = \is_array($addresses) ? $addresses : [$addresses];
        $own = null;
        $others = false;
        array_walk_recursive($list, function (mixed $address) use (&$own, &$others): void {
            $text = \is_scalar($address) ? trim((string) $address) : '';
            if ($text !== '') {
                $own ??= $this->email === null ? '' : ($this->email)();
                $others = $others || strcasecmp($text, $own) !== 0;
            }
        });

        return !$others;
    }

    /** @return ?array{type: mixed, parameters: mixed} */
    public function storedReport(mixed $id): ?array
    {
        return $this->report === null ? null : ($this->report)($id);
    }
}
