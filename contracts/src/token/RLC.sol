// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IApprovalReceiver} from "../interfaces/External.sol";
import {ERC20InsufficientAllowance, ERC20InsufficientBalance} from "../types/Errors.sol";

/// @title RLC for test networks, with the interface of the published one. ERC-20, 9 decimals.
/// @notice Its owner can mint, burn and approve for anyone, as the published test token's can: it is worth nothing.
contract RLC {
    string public constant name = "iEx.ec Network Token";
    string public constant symbol = "RLC";
    string public constant version = "v0.1";
    uint8 public constant decimals = 9;
    /// @notice 87 million RLC in nRLC.
    uint256 public constant initialSupply = 87_000_000e9;
    /// @notice Transfers are never locked here.
    bool public constant locked = false;

    address public owner;
    uint256 public totalSupply;
    mapping(address account => uint256) public balanceOf;
    mapping(address account => mapping(address spender => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    modifier onlyOwner() {
        require(msg.sender == owner, "Ownable: caller is not the owner");
        _;
    }

    /// @dev The deployer owns the token and all of it.
    constructor() {
        owner = msg.sender;
        _mint(msg.sender, initialSupply);
    }

    /// @custom:errors ERC20InsufficientBalance
    function transfer(address to, uint256 amount) external returns (bool) {
        _transfer(msg.sender, to, amount);
        return true;
    }

    /// @custom:errors ERC20InsufficientAllowance, ERC20InsufficientBalance
    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        if (amount > allowed) revert ERC20InsufficientAllowance(msg.sender, allowed, amount);
        allowance[from][msg.sender] = allowed - amount;
        _transfer(from, to, amount);
        return true;
    }

    function approve(address spender, uint256 amount) public returns (bool) {
        _approve(msg.sender, spender, amount);
        return true;
    }

    /// @notice Allows a contract to move up to `amount` and tells it so.
    /// @custom:errors "approval-refused"
    function approveAndCall(address spender, uint256 amount, bytes calldata data) external {
        _approve(msg.sender, spender, amount);
        require(IApprovalReceiver(spender).receiveApproval(msg.sender, amount, address(this), data), "approval-refused");
    }

    /// @notice Destroys some of the sender's tokens.
    /// @custom:errors ERC20InsufficientBalance
    function burn(uint256 amount) external returns (bool) {
        _burn(msg.sender, amount);
        return true;
    }

    /// @notice Mints tokens. Test networks only.
    /// @custom:errors "Ownable: caller is not the owner"
    function refill(address to, uint256 amount) external onlyOwner returns (bool) {
        _mint(to, amount);
        return true;
    }

    /// @notice Approves in an account's place. Test networks only.
    /// @custom:errors "Ownable: caller is not the owner"
    function forceApprove(address account, address spender, uint256 amount) external onlyOwner returns (bool) {
        _approve(account, spender, amount);
        return true;
    }

    /// @notice Burns an account's tokens. Test networks only.
    /// @custom:errors "Ownable: caller is not the owner", ERC20InsufficientBalance
    function forceBurn(address account, uint256 amount) external onlyOwner returns (bool) {
        _burn(account, amount);
        return true;
    }

    /// @custom:errors "Ownable: caller is not the owner"
    function transferOwnership(address newOwner) external onlyOwner {
        owner = newOwner;
    }

    function _approve(address account, address spender, uint256 amount) private {
        allowance[account][spender] = amount;
        emit Approval(account, spender, amount);
    }

    function _transfer(address from, address to, uint256 amount) private {
        _take(from, amount);
        balanceOf[to] += amount;
        emit Transfer(from, to, amount);
    }

    function _mint(address to, uint256 amount) private {
        totalSupply += amount;
        balanceOf[to] += amount;
        emit Transfer(address(0), to, amount);
    }

    function _burn(address from, uint256 amount) private {
        _take(from, amount);
        totalSupply -= amount;
        emit Transfer(from, address(0), amount);
    }

    function _take(address from, uint256 amount) private {
        uint256 balance = balanceOf[from];
        if (amount > balance) revert ERC20InsufficientBalance(from, balance, amount);
        balanceOf[from] = balance - amount;
    }
}
