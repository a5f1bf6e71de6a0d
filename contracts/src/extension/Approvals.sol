// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Deposits} from "../hub/Deposits.sol";
import {IERC20} from "../interfaces/External.sol";
import {CallerIsNotTheRequester, CallerIsNotTheToken, OperationFailed, UnsupportedOperation} from "../types/Errors.sol";
import {AppOrder, DatasetOrder, RequestOrder, WorkerpoolOrder} from "../types/Orders.sol";
import {Ownership} from "./Ownership.sol";

/// @title Approve, deposit and buy in one transaction; and tokens sent to the hub by mistake.
abstract contract Approvals is Deposits, Ownership {
    /// @dev matchOrders, which is in the hub's own code.
    bytes4 private constant MATCH_ORDERS = bytes4(
        keccak256(
            "matchOrders((address,uint256,uint256,bytes32,address,address,address,bytes32,bytes),(address,uint256,uint256,bytes32,address,address,address,bytes32,bytes),(address,uint256,uint256,bytes32,uint256,uint256,address,address,address,bytes32,bytes),(address,uint256,address,uint256,address,uint256,address,uint256,bytes32,uint256,uint256,address,address,string,bytes32,bytes))"
        )
    );

    /// @notice Deposits what `sender` approved. With data, then calls matchOrders with it, for `sender` as requester.
    /// @dev Only the token may call, or the sender: else anyone could deposit another account's standing allowance.
    /// What matchOrders reverts with comes through.
    /// @param data empty, or a call of matchOrders.
    /// @custom:errors "wrong-token", CallerIsNotTheToken, "ERC20: mint to the zero address", NumberTooLarge,
    /// "failed-transferFrom", UnsupportedOperation, CallerIsNotTheRequester, OperationFailed
    function receiveApproval(address sender, uint256 amount, address token_, bytes calldata data)
        external
        returns (bool)
    {
        require(token_ == _token, "wrong-token");
        if (msg.sender != token_ && msg.sender != sender) revert CallerIsNotTheToken(msg.sender);
        _deposit(sender, amount, sender);
        if (data.length != 0) _matchFor(sender, data);
        return true;
    }

    /// @notice Credits the owner with tokens that came to the hub without a deposit.
    /// @custom:errors "Ownable: caller is not the owner", "ERC20: mint to the zero address", NumberTooLarge
    function recover() external onlyOwner returns (uint256 delta) {
        delta = IERC20(_token).balanceOf(address(this)) - _totalSupply;
        _mint(msg.sender, delta);
        emit Transfer(address(0), msg.sender, delta);
    }

    function _matchFor(address requester, bytes calldata data) private {
        bytes4 selector = bytes4(data);
        if (selector != MATCH_ORDERS) revert UnsupportedOperation(selector);
        (,,, RequestOrder memory request) =
            abi.decode(data[4:], (AppOrder, DatasetOrder, WorkerpoolOrder, RequestOrder));
        if (request.requester != requester) revert CallerIsNotTheRequester();

        (bool ok, bytes memory answer) = address(this).delegatecall(data);
        if (ok) return;
        if (answer.length == 0) revert OperationFailed();
        assembly ("memory-safe") {
            revert(add(answer, 32), mload(answer))
        }
    }
}
