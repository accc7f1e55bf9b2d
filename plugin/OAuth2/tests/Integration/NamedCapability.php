<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Piwik\Plugins\OAuth2\tests\Integration;

use Piwik\Access\Capability;

/** A capability of another plugin, which these roles include. */
final class NamedCapability extends Capability
{
    /** @param list<string> $roles */
    public function __construct(private readonly string $id, private readonly array $roles)
    {
    }

    public function getId(): string
    {
        return $this->id;
    }

    public function getName(): string
    {
        return $this->id;
    }

    public function getCategory(): string
    {
        return '';
    }

    public function getDescription(): string
    {
        return '';
    }

    public function getIncludedInRoles(): array
    {
        return $this->roles;
    }
}
