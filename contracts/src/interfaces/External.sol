// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What the hub needs of the RLC token. ERC-20.
interface IERC20 {
    function balanceOf(address account) external view returns (uint256);
    function transfer(address to, uint256 amount) external returns (bool);
    function transferFrom(address from, address to, uint256 amount) external returns (bool);
}

/// @title A contract that is told of an approval in the transaction that gives it.
interface IApprovalReceiver {
    /// @param sender who approved. @param amount how much. @param token of which token. @param data for the receiver.
    function receiveApproval(address sender, uint256 amount, address token, bytes calldata data) external returns (bool);
}

/// @title A contract that signs. ERC-1271.
interface IERC1271 {
    /// @return 0x1626ba7e if the signature is the contract's.
    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4);
}

/// @title A contract that names the members of a group. ERC-734.
interface IERC734 {
    function keyHasPurpose(bytes32 key, uint256 purpose) external view returns (bool);
}

/// @title A contract that receives results. EIP-1154.
interface IOracleConsumer {
    function receiveResult(bytes32 id, bytes calldata result) external;
}

/// @title An earlier hub, to import scores from.
interface IScores {
    function viewScore(address worker) external view returns (uint256);
}
