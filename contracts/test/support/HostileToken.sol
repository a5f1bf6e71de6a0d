// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev What a token may do besides moving balances.
enum Mood {
    HONEST,
    ANSWER_FALSE,
    REVERT,
    REENTER,
    TAKE_FEE
}

interface IHook {
    function tokenMoves() external;
}

/// @title A token that lies, stops, takes a tenth, or tells a third party in the middle of a transfer.
contract HostileToken {
    mapping(address account => uint256) public balanceOf;
    Mood public mood;
    IHook public hook;
    /// @notice What it took on the way.
    uint256 public fees;

    function mint(address account, uint256 amount) external {
        balanceOf[account] += amount;
    }

    function set(Mood mood_, IHook hook_) external {
        (mood, hook) = (mood_, hook_);
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        return _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        return _move(from, to, amount);
    }

    /// @dev Tells before and after, once in each transfer: what the hook does is not told again.
    function _move(address from, address to, uint256 amount) private returns (bool) {
        Mood now_ = mood;
        if (now_ == Mood.ANSWER_FALSE) return false;
        if (now_ == Mood.REVERT) revert();
        if (now_ == Mood.REENTER) _tell();
        uint256 fee = now_ == Mood.TAKE_FEE ? amount / 10 : 0;
        fees += fee;
        balanceOf[from] -= amount;
        balanceOf[to] += amount - fee;
        if (now_ == Mood.REENTER) _tell();
        return true;
    }

    function _tell() private {
        mood = Mood.HONEST;
        hook.tokenMoves();
        mood = Mood.REENTER;
    }
}
