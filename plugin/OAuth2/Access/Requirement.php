<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\Access;

use Piwik\Plugins\OAuth2\Server\Scope;

/** What a bearer token needs for a call. */
final readonly class Requirement
{
    /**
     * @param Scope $scope the least scope
     * @param bool $setting whether the administrator must also have allowed it in the settings
     * @param bool $never whether no token suffices, whatever its scope
     */
    private function __construct(
        public Scope $scope,
        public bool $setting = false,
        public bool $never = false,
    ) {
    }

    public static function scope(Scope $scope): self
    {
        return new self($scope);
    }

    /** For calls that create users or change their access: only with the highest scope, and only if a setting allows it. */
    public static function userManagement(): self
    {
        return new self(Scope::SuperUser, setting: true);
    }

    /** For calls that no token may make. */
    public static function never(): self
    {
        return new self(Scope::SuperUser, never: true);
    }

    /** Returns the stricter of two requirements. */
    public function and(self $other): self
    {
        return new self(
            $this->scope->covers($other->scope) ? $this->scope : $other->scope,
            $this->setting || $other->setting,
            $this->never || $other->never,
        );
    }
}
