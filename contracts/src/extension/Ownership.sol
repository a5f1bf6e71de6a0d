// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {HubStorage} from "../hub/HubStorage.sol";
import {IHubExtension} from "../interfaces/IHub.sol";
import {NotContractOwner} from "../types/Errors.sol";

/// @title Who configures the hub. The owner has no power over deposits, deals or tasks.
abstract contract Ownership is IHubExtension, HubStorage {
    modifier onlyOwner() {
        require(msg.sender == _owner, "Ownable: caller is not the owner");
        _;
    }

    /// @notice The owner; zero if it was renounced.
    function owner() external view returns (address) {
        return _owner;
    }

    /// @notice Gives the hub to a new owner.
    /// @custom:errors NotContractOwner, "Ownable: new owner is the zero address"
    function transferOwnership(address newOwner) external {
        if (msg.sender != _owner) revert NotContractOwner(msg.sender, _owner);
        require(newOwner != address(0), "Ownable: new owner is the zero address");
        _setOwner(newOwner);
    }

    /// @notice Leaves the hub without an owner, for good.
    /// @custom:errors "Ownable: caller is not the owner"
    function renounceOwnership() external onlyOwner {
        _setOwner(address(0));
    }

    function _setOwner(address newOwner) private {
        emit OwnershipTransferred(_owner, newOwner);
        _owner = newOwner;
    }
}
