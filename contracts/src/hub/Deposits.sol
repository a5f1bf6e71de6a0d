// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "../interfaces/External.sol";
import {Ledger} from "./Ledger.sol";

/// @title RLC comes in, one to one.
/// @dev Balances change before the token is called: a token that calls back finds the books closed. The hub's log follows the
/// token's, as published.
abstract contract Deposits is Ledger {
    function _deposit(address payer, uint256 amount, address target) internal {
        _mint(target, amount);
        require(IERC20(_token).transferFrom(payer, address(this), amount), "failed-transferFrom");
        emit Transfer(address(0), target, amount);
    }
}
